/**
 * The desk's small comforts; every page works without them. Plain DOM, no imports, so that it can be served as it is
 * built: one button press is one request, typed text is not lost by leaving the page, a move keeps its place.
 */

const GUARDED = 'form[data-guard]';

/** A second press while the first request is under way would meet a changed draft. */
function sendOnce(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
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
  form.addEventListener('submit', () => {
    isChanged = false;
  });
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
    grow();
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
forgetNotice();
focusPlace();
