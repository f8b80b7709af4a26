import { draftPage } from './live.ts';

/** Pixels before a press on a card's number becomes a drag. */
const THRESHOLD = 6;
/** Pixels from the upper and lower edge in which the page scrolls, and how far in a frame. */
const EDGE = 90;
const SCROLL = 14;

/** Where a card would be put: into this section, before this card, or at its end. */
interface Place {
  readonly section: HTMLElement;
  readonly before: HTMLElement | null;
}

interface Drag {
  readonly card: HTMLElement;
  readonly pointer: number;
  readonly from: number;
  y: number;
  /** Null until the pointer has gone far enough. */
  marks: { readonly line: HTMLElement; readonly ghost: HTMLElement } | null;
}

let drag: Drag | null = null;

/** True while a card is held. */
export function isDragging(): boolean {
  return drag !== null;
}

/** Cards are dragged by their number, with mouse, pen and finger, within and between the sections; Escape puts them back. */
export function dragCards(): void {
  const page = draftPage();
  if (page?.querySelector('.card form.actions') == null) return;
  page.classList.add('draggable');
  document.addEventListener('pointerdown', (event) => {
    const card = handleOf(event)?.closest<HTMLElement>('.card') ?? null;
    if (card === null || event.button !== 0 || drag !== null) return;
    event.preventDefault();
    drag = { card, pointer: event.pointerId, from: event.clientY, y: event.clientY, marks: null };
  });
  document.addEventListener('pointermove', (event) => {
    if (drag === null || event.pointerId !== drag.pointer) return;
    drag.y = event.clientY;
    if (drag.marks === null && Math.abs(drag.y - drag.from) >= THRESHOLD) begin(drag);
    if (drag.marks !== null) follow(drag, event.clientX);
  });
  document.addEventListener('pointerup', (event) => event.pointerId === drag?.pointer && end(true));
  document.addEventListener('pointercancel', (event) => event.pointerId === drag?.pointer && end(false));
  document.addEventListener('keydown', (event) => event.key === 'Escape' && end(false));
}

function handleOf(event: PointerEvent): Element | null {
  return event.target instanceof Element ? event.target.closest('.card-number') : null;
}

function begin(held: Drag): void {
  const [line, ghost] = [document.createElement('div'), document.createElement('div')];
  line.className = 'drop-line';
  ghost.className = 'drag-ghost';
  ghost.textContent = held.card.querySelector('h3')?.textContent ?? '';
  document.body.append(line, ghost);
  held.card.classList.add('held');
  held.marks = { line, ghost };
  scrollAtEdges();
}

function follow({ marks, y, card }: Drag, x: number): void {
  const place = placeAt(y, card);
  if (marks === null || place === null) return;
  const { section, before } = place;
  const { left, width, bottom } = section.getBoundingClientRect();
  const top = before === null ? (lastBottom(section) ?? bottom) : before.getBoundingClientRect().top - 6;
  marks.line.style.cssText = `left:${left}px;width:${width}px;top:${top}px`;
  marks.ghost.style.cssText = `left:${Math.max(8, x + 14)}px;top:${y + 14}px`;
}

function lastBottom(section: Element): number | null {
  const last = [...section.querySelectorAll('.card')].at(-1);
  return last === undefined ? null : last.getBoundingClientRect().bottom + 4;
}

/** The section under a height of the window, else the nearest; in it before the first card whose middle lies below. */
function placeAt(y: number, card: Element): Place | null {
  const sections = [...document.querySelectorAll<HTMLElement>('.section')];
  const distance = (each: Element): number => {
    const { top, bottom } = each.getBoundingClientRect();
    return Math.max(top - y, y - bottom, 0);
  };
  const [section] = sections.sort((a, b) => distance(a) - distance(b));
  if (section === undefined) return null;
  const cards = [...section.querySelectorAll<HTMLElement>('.card')].filter((each) => each !== card);
  const below = cards.find((each) => {
    const { top, height } = each.getBoundingClientRect();
    return y < top + height / 2;
  });
  return { section, before: below ?? null };
}

function scrollAtEdges(): void {
  if (drag?.marks == null) return;
  const { y } = drag;
  const step = y < EDGE ? -SCROLL : y > window.innerHeight - EDGE ? SCROLL : 0;
  if (step !== 0) window.scrollBy(0, step);
  window.requestAnimationFrame(scrollAtEdges);
}

function end(isDropped: boolean): void {
  const held = drag;
  drag = null;
  if (held === null || held.marks === null) return;
  held.marks.line.remove();
  held.marks.ghost.remove();
  held.card.classList.remove('held');
  const place = isDropped ? placeAt(held.y, held.card) : null;
  if (place !== null) drop(held.card, place);
}

/** The card's own form is sent with the place in it: refused or lost, it is told like any other press. */
function drop(card: HTMLElement, { section, before }: Place): void {
  const form = card.querySelector('form.actions');
  const select = card.querySelector('select[name=section]');
  if (!(form instanceof HTMLFormElement) || !(select instanceof HTMLSelectElement)) return;
  const others = [...section.querySelectorAll('.card')].filter((each) => each !== card);
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'position';
  field.value = String(before === null ? others.length : others.indexOf(before));
  select.value = section.id;
  form.append(field);
  form.requestSubmit();
}
