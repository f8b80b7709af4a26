import { draftPage } from './live.ts';

/**
 * The list of clippings stands once on the page; where a fold is opened in which one is chosen, it becomes a list of
 * choices there. A page of forty clippings would hold each title seventy times.
 */
export function chooseTargets(): void {
  if (draftPage() === null) return;
  // `toggle` does not bubble: it is caught on its way down.
  document.addEventListener('toggle', (event) => event.target instanceof Element && fillIn(event.target), true);
  document.addEventListener('draft-shown', () => {
    for (const fold of document.querySelectorAll('details.regroup[open]')) fillIn(fold);
  });
}

function fillIn(fold: Element): void {
  const field = fold.querySelector('input[data-target]');
  const list = document.getElementById('cac-tin');
  if (!(field instanceof HTMLInputElement) || !(list instanceof HTMLDataListElement)) return;
  const own = fold.closest('.card')?.id;
  const select = document.createElement('select');
  select.id = field.id;
  select.name = field.name;
  for (const { value, dataset } of list.options) {
    const { id = '' } = dataset;
    if (`t-${id}` !== own) select.append(new Option(value, id, value === field.value, value === field.value));
  }
  field.replaceWith(select);
}
