import { morph } from './morph.ts';

/** How often the page asks what the others did, milliseconds: with the answer's way everybody sees it within 5 seconds. */
const EVERY = 3_500;
/** Changes of others that are told one by one. */
const TOLD = 2;

/** The draft page as it is open; null on any other page. */
export function draftPage(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-live]');
}

/** Shows a line of what happened; it leaves by itself. */
export function tell(text: string): void {
  const old = document.getElementById('thong-bao');
  if (old === null || text === '') return;
  // A new element begins its time anew; the text comes after it, so that it is read out.
  const line = document.createElement('p');
  line.id = old.id;
  line.className = 'notice';
  line.setAttribute('role', 'status');
  old.replaceWith(line);
  line.textContent = text;
}

/** Puts the page as it came from the desk in place of the open one; `sent` is the form it answers. */
export function show(html: string, sent: Element | null): void {
  const next = new DOMParser().parseFromString(html, 'text/html');
  const [old, wanted] = [document.querySelector('main'), next.querySelector('main')];
  if (old === null || wanted === null) return;
  const before = Number(draftPage()?.dataset.seen ?? 0);
  const notice = wanted.querySelector('#thong-bao')?.textContent ?? '';
  wanted.querySelector('#thong-bao')?.replaceWith(document.getElementById('thong-bao')?.cloneNode(true) ?? '');
  const focused = document.activeElement;
  morph(old, wanted, sent);
  // What is put elsewhere in the page loses the keyboard on the way.
  const isLost = focused instanceof HTMLElement && focused.isConnected && document.activeElement !== focused;
  if (isLost) focused.focus({ preventScroll: true });
  for (const form of document.forms) {
    delete form.dataset.sent;
    form.removeAttribute('aria-busy');
  }
  document.dispatchEvent(new Event('draft-shown'));
  tell(notice.trim() === '' ? othersText(before) : notice.trim());
}

/** What the others did since the log had `before` lines, newest first; their clippings are marked for a while. */
function othersText(before: number): string {
  const page = draftPage();
  if (page === null) return '';
  const { seen = '0', me, told = '', more = '' } = page.dataset;
  const lines = [...page.querySelectorAll<HTMLElement>('#nhat-ky li')].slice(0, Math.max(0, Number(seen) - before));
  const theirs = lines.filter(({ dataset }) => dataset.by !== me);
  for (const id of theirs.flatMap(({ dataset }) => (dataset.touched ?? '').split(' '))) {
    document.getElementById(`t-${id}`)?.classList.add('fresh');
  }
  const texts = theirs.slice(0, TOLD).map(({ dataset: { by = '', did = '' } }) => fill(told, by, did));
  const left = theirs.length - texts.length;
  return [...texts, ...(left > 0 ? [fill(more, String(left))] : [])].join(' ');
}

function fill(template: string, ...values: string[]): string {
  return template.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
}

/** Asks in turn what the others did; `isBusy` while an own action is under way, whose answer tells it anyway. */
export function keepLive(isBusy: () => boolean): void {
  const page = draftPage();
  if (page === null) return;
  let isAsking = false;
  const ask = async (): Promise<void> => {
    const { live = '', etag = '' } = draftPage()?.dataset ?? {};
    if (isAsking || isBusy() || document.hidden || live === '') return;
    isAsking = true;
    try {
      const headers = { 'if-none-match': etag };
      const answer = await fetch(`${live}${window.location.search}`, {
        headers,
        redirect: 'manual',
        cache: 'no-store',
      });
      if (answer.status === 200) {
        const html = await answer.text();
        if (!isBusy()) show(html, null);
      } else if (answer.type === 'opaqueredirect') {
        window.clearInterval(timer);
        tell(page.dataset.ended ?? '');
      }
    } catch {
      // The next time may find the desk again; until then nothing is lost, the page only gets older.
    } finally {
      isAsking = false;
    }
  };
  const timer = window.setInterval(() => void ask(), EVERY);
  document.addEventListener('visibilitychange', () => void ask());
}
