import { draftPage, show, tell } from './live.ts';

/** Forms of the draft page whose answer is the draft page. */
const STAYS = /\/(?:move|drop|pick|merge|split|lead|restore|date|correct|wave|undo|redo|newcomers|editor)$/;

let pending = 0;
let queue: Promise<void> = Promise.resolve();

/** True while an action is under way. */
export function isActing(): boolean {
  return pending > 0;
}

/** On the draft page a button press shows at once what it does, goes to the desk in turn, and the page takes what comes back. */
export function actInPlace(): void {
  if (draftPage() === null) return;
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== 'post') return;
    const button = event.submitter;
    const address = new URL(
      button?.getAttribute('formaction') ?? form.getAttribute('action') ?? '',
      window.location.href,
    );
    if (!STAYS.test(address.pathname) || form.dataset.plain === 'yes') return;
    event.preventDefault();
    const data = new FormData(form, button);
    const focus = shownAtOnce(form, button, { path: address.pathname, data });
    // What follows an action under way on the same card was pressed with that one in sight.
    const isFollowing = pending > 0;
    // What is under way can be taken back at once: the step's own number is read when its turn comes.
    if (!/\/(?:undo|redo)$/.test(address.pathname))
      document.querySelector('[data-key=undo]')?.removeAttribute('disabled');
    pending += 1;
    queue = queue
      .then(() => send({ form, button, address, data, focus, isFollowing }))
      .finally(() => {
        pending -= 1;
      });
  });
}

interface Action {
  readonly form: HTMLFormElement;
  readonly button: HTMLElement | null;
  readonly address: URL;
  readonly data: FormData;
  readonly focus: string | null;
  readonly isFollowing: boolean;
}

async function send({ form, button, address, data, focus, isFollowing }: Action): Promise<void> {
  if (isFollowing) {
    for (const name of ['etag', 'seen', 'at']) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement && form.isConnected) data.set(name, field.value);
    }
  }
  const body = new URLSearchParams();
  data.forEach((value, name) => {
    if (typeof value === 'string') body.append(name, value);
  });
  try {
    const answer = await fetch(address, { method: 'POST', body });
    const isDraft = answer.ok && new URL(answer.url).pathname === window.location.pathname;
    if (!isDraft) return plainly(form, button);
    show(await answer.text(), form);
    // A button that still stands keeps the keyboard, so that it can be pressed again.
    if (focus !== null && document.activeElement === document.body)
      document.getElementById(focus)?.focus({ preventScroll: true });
    keepInSight();
  } catch {
    delete form.dataset.sent;
    tell(draftPage()?.dataset.lost ?? '');
  }
}

/** What the desk refused it refuses again, with a page that says why. */
function plainly(form: HTMLFormElement, button: HTMLElement | null): void {
  form.dataset.plain = 'yes';
  delete form.dataset.sent;
  if (form.isConnected) form.requestSubmit(button instanceof HTMLButtonElement ? button : null);
  else window.location.reload();
}

/** What an action asks for. */
interface Asked {
  readonly path: string;
  readonly data: FormData;
}

/** The page as the answer will make it, as far as that is known; the answer has the last word. Returns where the keyboard goes on. */
function shownAtOnce(form: HTMLFormElement, button: HTMLElement | null, { path, data }: Asked): string | null {
  const card = form.closest('.card, .candidate');
  if (card !== null && /\/(?:drop|restore|date|merge)$/.test(path)) {
    const neighbour = sibling(card, 1) ?? sibling(card, -1);
    card.classList.add('going');
    return neighbour?.id ?? null;
  }
  const line = /\/(?:correct|wave|split|lead)$/.test(path) ? button?.closest('li') : null;
  if (card !== null && path.endsWith('/move')) moveCard(card, data);
  else if (line != null) line.classList.add('going');
  else if (button?.dataset.other !== undefined) button.textContent = button.dataset.other;
  else tell(button?.title || (draftPage()?.dataset.doing ?? ''));
  return card?.id ?? null;
}

function moveCard(card: Element, data: FormData): void {
  const active = document.activeElement;
  const direction = data.get('direction');
  const section = document.getElementById(String(data.get('section') ?? ''));
  const position = data.get('position');
  if (position !== null && section !== null) putAt(section, card, Number(position));
  else if (direction === 'up') sibling(card, -1)?.before(card);
  else if (direction === 'down') sibling(card, 1)?.after(card);
  else if (section !== null && !section.contains(card)) section.append(card);
  document.querySelectorAll('.card-number').forEach((number, index) => {
    number.textContent = String(index + 1);
  });
  if (active instanceof HTMLElement) active.focus({ preventScroll: true });
  keepInSight();
}

/** The keys act on the card that has the focus, so it is never out of sight; a press of the mouse leaves the page where it is. */
function keepInSight(): void {
  const active = document.activeElement;
  if (active?.matches('.card:focus-visible')) active.scrollIntoView({ block: 'nearest' });
}

function putAt(section: Element, card: Element, position: number): void {
  const before = [...section.querySelectorAll('.card')].filter((each) => each !== card)[position];
  if (before === undefined) section.append(card);
  else before.before(card);
}

function sibling(card: Element, step: 1 | -1): Element | null {
  const next = step === 1 ? card.nextElementSibling : card.previousElementSibling;
  return next?.matches('.card, .candidate') ? next : null;
}
