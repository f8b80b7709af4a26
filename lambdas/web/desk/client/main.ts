/**
 * The desk's small comforts; every page works without them. Plain DOM: one button press is one request, typed text is not
 * lost by leaving the page, and the draft page shows at once what one does and soon what the others did.
 */
import { actInPlace, isActing } from './act.ts';
import { chooseTargets } from './choose.ts';
import { compareInPlace } from './compare.ts';
import { dragCards, isDragging } from './drag.ts';
import { useKeys } from './keys.ts';
import { keepLive } from './live.ts';

const GUARDED = 'form[data-guard]';

/** A second press while the first request is under way would meet a changed draft. */
function sendOnce(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    // A preview goes into a frame; the page stays and its form is still to be sent.
    if (event.submitter?.hasAttribute('formtarget')) return;
    if (form.dataset.sent === 'yes') {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    form.setAttribute('aria-busy', 'true');
  });
  // Coming back by the browser's own button shows the page as it was left: forms must work again.
  window.addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
}

/** Leaving a page with typed but unsaved text asks first. */
function guardText(): void {
  const form = document.querySelector(GUARDED);
  if (!(form instanceof HTMLFormElement)) return;
  let isChanged = false;
  form.addEventListener('input', () => {
    isChanged = true;
  });
  for (const saved of ['submit', 'taken']) {
    form.addEventListener(saved, () => {
      isChanged = false;
    });
  }
  window.addEventListener('beforeunload', (event) => {
    if (isChanged) event.preventDefault();
  });
}

/** The text area is as tall as its text, so that nobody scrolls inside a page that scrolls. */
function growTexts(): void {
  for (const area of document.querySelectorAll('textarea')) {
    const grow = (): void => {
      area.style.height = 'auto';
      area.style.height = `${area.scrollHeight + 4}px`;
    };
    area.addEventListener('input', grow);
    area.form?.addEventListener('taken', grow);
    grow();
  }
}

/** Where a mark's letters stand in a text of paragraphs parted by empty lines; -1 once they are gone. */
function placeIn(text: string, { paragraph = '0', start = '0', found = '' }: DOMStringMap): number {
  let from = 0;
  for (let left = Number(paragraph); left > 0 && from >= 0; left -= 1) {
    const end = text.indexOf('\n\n', from);
    from = end < 0 ? -1 : end + 2;
  }
  if (from < 0) return text.indexOf(found);
  const exact = from + Number(start);
  return text.startsWith(found, exact) ? exact : text.indexOf(found, from);
}

/** Beside a text that is being rewritten, a mark leads to its place in it and selects its letters. */
function leadToMarks(): void {
  for (const button of document.querySelectorAll('button[data-lead]')) {
    if (!(button instanceof HTMLButtonElement)) continue;
    const area = document.getElementById(button.dataset.lead === 'title' ? 'f-title' : 'f-text');
    if (!(area instanceof HTMLTextAreaElement) || placeIn(area.value, button.dataset) < 0) continue;
    button.hidden = false;
    button.addEventListener('click', () => {
      const at = Math.max(0, placeIn(area.value, button.dataset));
      area.focus({ preventScroll: true });
      area.setSelectionRange(at, at + (button.dataset.found ?? '').length);
      const { top, height } = area.getBoundingClientRect();
      const share = at / Math.max(1, area.value.length);
      window.scrollTo({ top: window.scrollY + top + height * share - window.innerHeight / 2 });
    });
  }
}

/** A reload must not say once more what was done a while ago. */
function forgetNotice(): void {
  const url = new URL(window.location.href);
  if (!url.searchParams.has('done')) return;
  url.searchParams.delete('done');
  window.history.replaceState(null, '', url);
}

/** After a form the keyboard goes on where the page is: at the card the address names. */
function focusPlace(): void {
  const place = document.getElementById(window.location.hash.slice(1));
  place?.focus({ preventScroll: true });
}

sendOnce();
guardText();
growTexts();
leadToMarks();
forgetNotice();
focusPlace();
actInPlace();
compareInPlace();
useKeys();
dragCards();
chooseTargets();
keepLive(() => isActing() || isDragging());
