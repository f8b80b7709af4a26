import { draftPage } from './live.ts';

/** What a key does to the card it is pressed on: the button it stands for. */
const BUTTONS: Readonly<Record<string, string>> = {
  'Alt+ArrowUp': 'button[name=direction][value=up]',
  'Alt+ArrowDown': 'button[name=direction][value=down]',
  Delete: 'button.danger',
  Enter: 'a[href$="/rewrite"]',
  g: '.regroup summary',
};

/** Cards are reached with the arrow keys, moved with Alt and the arrows; everything is a button that stands there anyway. */
export function useKeys(): void {
  if (draftPage() === null) return;
  keepOneReachable(null);
  document.addEventListener('draft-shown', () => keepOneReachable(document.activeElement));
  document.addEventListener('keydown', (event) => {
    const at = document.activeElement;
    const isTyping = at instanceof HTMLElement && at.matches('input, textarea, select');
    const letter = event.key.toLowerCase();
    if (event.ctrlKey && !isTyping && (letter === 'z' || letter === 'y')) {
      event.preventDefault();
      press(document, `[data-key=${letter === 'z' ? 'undo' : 'redo'}]`);
    } else if (at instanceof HTMLElement && at.matches('.card') && onCard(at, event)) event.preventDefault();
  });
}

function onCard(card: HTMLElement, event: KeyboardEvent): boolean {
  const key = `${event.altKey ? 'Alt+' : ''}${event.key}`;
  if (key === 'ArrowUp' || key === 'ArrowDown') return go(card, key === 'ArrowDown' ? 1 : -1);
  if (/^Alt\+[1-9]$/.test(key)) return toSection(card, Number(event.key) - 1);
  // With the capitals locked a letter is the same key.
  const name = key.length === 1 ? key.toLowerCase() : key;
  const button = BUTTONS[name];
  if (button === undefined || !press(card, button)) return false;
  // What a key opened is where the keyboard goes on; the mouse's press on a summary gives it the focus by itself.
  if (name === 'g') card.querySelector<HTMLElement>(button)?.focus();
  return true;
}

function go(card: HTMLElement, step: 1 | -1): boolean {
  const cards = [...document.querySelectorAll<HTMLElement>('.card')];
  const next = cards[cards.indexOf(card) + step];
  keepOneReachable(next ?? card);
  next?.focus();
  return next !== undefined;
}

function toSection(card: Element, index: number): boolean {
  const select = card.querySelector('select[name=section]');
  if (!(select instanceof HTMLSelectElement) || index >= select.options.length) return false;
  select.selectedIndex = index;
  return press(card, '.choose button');
}

function press(inside: ParentNode, selector: string): boolean {
  const button = inside.querySelector<HTMLElement>(selector);
  button?.click();
  return button !== null;
}

/** One card is a stop of the tabulator; from there the arrows lead on. */
function keepOneReachable(wanted: Element | null): void {
  const cards = [...document.querySelectorAll<HTMLElement>('.card')];
  const one = cards.find((card) => card === wanted) ?? cards[0];
  for (const card of cards) card.tabIndex = card === one ? 0 : -1;
}
