import { show, tell } from './live.ts';

/** A pressed sentence: the form that goes along is read when its turn comes, with what the answer before it brought. */
interface Press {
  readonly name: string;
  readonly value: string;
}

let queue: Promise<void> = Promise.resolve();
const waiting: Press[] = [];

/** Beside the paper's article a press on a sentence shows at once and is saved in turn, together with whatever was typed. */
export function compareInPlace(): void {
  const page = document.querySelector<HTMLElement>('[data-compare]');
  if (page === null) return;
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button.sentence') : null;
    if (!(button instanceof HTMLButtonElement) || button.form === null) return;
    event.preventDefault();
    const { form, name, value } = button;
    const press = { name, value };
    showAtOnce(press);
    waiting.push(press);
    hold(form, true);
    queue = queue
      .then(() => send(form, press))
      .finally(() => {
        waiting.shift();
        // What the answer did not know yet stays shown.
        waiting.forEach(showAtOnce);
        hold(form, waiting.length > 0);
      });
  });
  page.addEventListener('keydown', walk);
}

function showAtOnce({ name, value }: Press): void {
  const button = document.getElementById(`c-${value}`);
  if (!(button instanceof HTMLButtonElement)) return;
  const isIn = name === 'take';
  button.name = isIn ? 'strike' : 'take';
  button.setAttribute('aria-pressed', String(isIn));
  button.className = `sentence ${isIn ? 'in' : 'out'}`;
}

/** Until the answer is there nothing is typed that it would not hold. */
function hold(form: HTMLFormElement, isHeld: boolean): void {
  for (const field of form.querySelectorAll('textarea')) field.readOnly = isHeld;
}

async function send(form: HTMLFormElement, { name, value }: Press): Promise<void> {
  const body = new URLSearchParams();
  new FormData(form).forEach((typed, field) => {
    if (typeof typed === 'string') body.append(field, typed);
  });
  body.set(name, value);
  try {
    const answer = await fetch(form.action, { method: 'POST', body });
    const html = await answer.text();
    if (!html.includes('data-compare')) return window.location.reload();
    show(html, form);
    takeValues(form);
  } catch {
    tell(document.querySelector<HTMLElement>('[data-compare]')?.dataset.lost ?? '');
  }
}

/** A field somebody typed in keeps its words when its markup changes: the answer holds them too, and has the last word. */
function takeValues(form: HTMLFormElement): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = field.defaultValue;
  }
  form.dispatchEvent(new Event('taken'));
}

/** The arrows lead from sentence to sentence. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const all = [...document.querySelectorAll<HTMLElement>('button.sentence')];
  const at = document.activeElement instanceof HTMLElement ? all.indexOf(document.activeElement) : -1;
  if (step === undefined || at < 0) return;
  event.preventDefault();
  all[at + step]?.focus();
}
