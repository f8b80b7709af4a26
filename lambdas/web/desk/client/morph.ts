/** What must stay as it is although the page changes: forms somebody is typing in, but not the one just sent. */
function isHeld(element: Element, sent: Element | null): boolean {
  if (!(element instanceof HTMLFormElement) || element === sent) return false;
  return [...element.elements].some((field) => {
    if (field instanceof HTMLSelectElement) return field.selectedIndex !== firstChoice(field);
    if (field instanceof HTMLTextAreaElement)
      return field === document.activeElement || field.value !== field.defaultValue;
    if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return false;
    return field === document.activeElement || field.value !== field.defaultValue;
  });
}

/** What a list of choices shows before anybody chose: the one that is marked, else the first. */
function firstChoice(field: HTMLSelectElement): number {
  return Math.max(
    0,
    [...field.options].findIndex((each) => each.defaultSelected),
  );
}

/**
 * Makes `old` what `next` is, touching only what differs: the focus, opened folds and forms somebody is typing in stay.
 * Children with an id are found again by it, wherever they stand by now.
 */
export function morph(old: Element, next: Element, sent: Element | null): void {
  if (old.isEqualNode(next) || isHeld(old, sent)) return;
  if (old.tagName !== next.tagName || old instanceof HTMLSelectElement) {
    old.replaceWith(document.importNode(next, true));
    return;
  }
  takeAttributes(old, next);
  takeChildren(old, next, sent);
}

function takeAttributes(old: Element, next: Element): void {
  for (const { name } of [...old.attributes]) {
    const isFold = name === 'open' && old instanceof HTMLDetailsElement;
    if (!next.hasAttribute(name) && !isFold) old.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function takeChildren(old: Element, next: Element, sent: Element | null): void {
  let place: ChildNode | null = old.firstChild;
  for (const wanted of next.childNodes) {
    const match = matchOf(wanted, place, old);
    if (match === null) {
      old.insertBefore(document.importNode(wanted, true), place);
      continue;
    }
    if (match === place) place = place.nextSibling;
    else old.insertBefore(match, place);
    if (match instanceof Element && wanted instanceof Element) morph(match, wanted, sent);
    else if (match.nodeValue !== wanted.nodeValue) match.nodeValue = wanted.nodeValue;
  }
  while (place !== null) {
    const gone: ChildNode = place;
    place = place.nextSibling;
    gone.remove();
  }
}

/** The present node that becomes the wanted one: by its id anywhere on the page, else the next of its kind here. */
function matchOf(wanted: Node, place: ChildNode | null, parent: Element): ChildNode | null {
  if (wanted instanceof Element && wanted.id !== '') {
    const known = document.getElementById(wanted.id);
    return known === null || known.contains(parent) ? null : known;
  }
  if (place === null || place.nodeName !== wanted.nodeName || place.nodeType !== wanted.nodeType) return null;
  return place instanceof Element && place.id !== '' ? null : place;
}
