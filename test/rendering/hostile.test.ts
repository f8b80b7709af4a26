import { load as readAsBrowser } from 'cheerio';
import { load } from 'cheerio/slim';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { DailySnapshot } from '../../lambdas/core/issue/snapshot.ts';
import { UNSUBSCRIBE_PLACEHOLDER } from '../../lambdas/core/mailing/mailing.ts';
import { renderEmail } from '../../lambdas/rendering/email.ts';
import { publicIssueSchema } from '../../lambdas/rendering/issue-json.ts';
import { printable } from '../../lambdas/rendering/printable.ts';
import { renderIssue } from '../../lambdas/rendering/render-issue.ts';
import { viewOf } from '../../lambdas/rendering/view.ts';
import { ALL, LONG } from '../faults/sizes.ts';
import { HOSTILE_ADDRESSES, HOSTILE_STRINGS, snapshotOf, twinOf } from '../support/hostile-snapshot.ts';
import { HOSTILE_MARKUP, HOSTILE_VECTORS } from '../support/hostile-vectors.ts';
import { archiveFilesOf, contentsOf } from '../support/sample-archive.ts';
import { SAMPLE_ADDRESS } from '../support/sample-snapshot.ts';

// The PDF and the Word document have hostile tests of their own; here they would be set a hundred times and read by nobody.
vi.mock('../../lambdas/rendering/pdf/render-pdf.ts', () => ({
  renderPdf: async () => ({ bytes: new Uint8Array(), pageOf: () => 1 }),
}));
vi.mock('../../lambdas/rendering/docx/render-docx.ts', () => ({ renderDocx: async () => new Uint8Array() }));

/** Hostile texts of one rendering, and renderings: ten thousand in `npm run faults`. */
const TOGETHER = 50;
const RUNS = ALL ? 200 : 3;

const GOOD_ADDRESS = 'https://bao.example.vn/tin';
const MAIL = 'daily/2026/11/23/1/email.html';

/** Every rendering of an issue and of an archive that holds it, by key. */
async function renderAll(snapshot: DailySnapshot): Promise<Map<string, string>> {
  const files = [...(await renderIssue(snapshot, SAMPLE_ADDRESS)), ...archiveFilesOf(contentsOf([snapshot]))];
  // The address of a paper's page is made of its name.
  return new Map(files.map((file) => [file.key.replace(/^bao\/[a-z0-9-]+\//u, 'bao/ten/'), String(file.body)]));
}

/** Attributes that say what a paper or a person wrote; every other one has the value the template gave it. */
const TOLD = /^(?:alt|aria-label|content|datetime|href|src|title|value)$/u;

/** Elements with their attributes in order, and the values of those that no text goes into; comments by their presence. */
function structureOf(markup: string, xml = false): string[] {
  const $ = load(markup, { xml });
  const shape = $('*')
    .toArray()
    .flatMap((node) => {
      if (!('attribs' in node)) return [];
      const attributes = Object.entries(node.attribs).map(([name, value]) =>
        TOLD.test(name) ? name : `${name}=${value}`,
      );
      return [`${node.tagName}[${attributes.join(' ')}]`];
    });
  return [...shape, `comments: ${markup.split('<!--').length}`];
}

/**
 * What the outputs have of elements and attributes that an ordinary text would not put there. A mail of so long a text leaves
 * clippings out, so it is held against that of an ordinary text as long.
 */
async function added(text: string): Promise<string[]> {
  const found = structures(await renderAll(snapshotOf(text, GOOD_ADDRESS)));
  const strange = [...new Set([...Object.keys(benign), ...Object.keys(found)])].filter(
    (key) => String(benign[key]) !== String(found[key]),
  );
  if (!strange.includes(MAIL)) return strange;
  const { html } = await renderEmail(viewOf(snapshotOf(twinOf(text), GOOD_ADDRESS), SAMPLE_ADDRESS));
  const isAsTwin = String(structureOf(html)) === String(found[MAIL]);
  return isAsTwin ? strange.filter((key) => key !== MAIL) : strange;
}

/** Structures of all outputs that are markup, the feed's inner HTML among them. */
function structures(files: Map<string, string>): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [key, body] of files) {
    if (/\.(?:html|xml)$/u.test(key)) {
      found[key] = structureOf(body, key.endsWith('.xml'));
    }
  }
  const feed = load(files.get('feed.xml') ?? '', { xml: true });
  found['feed content'] = structureOf(feed('content').text());
  return found;
}

/** Addresses of links that are neither the web's, nor within the page or the archive. */
function strangeLinks(markup: string): string[] {
  const $ = load(markup);
  // The empty icon keeps a browser from asking for /favicon.ico.
  const links = $('[href], [src]')
    .not('link[rel=icon][href="data:,"]')
    .toArray()
    .map((node) => node.attribs.href ?? node.attribs.src ?? '');
  return links.filter(
    (link) =>
      !/^(?:https?:\/\/[^\s"<>@]+$|#[\w-]+$|(?:\.\.\/)*[\w/-]+\.(?:html|xml|txt|json|pdf|docx)(?:#(?:tin|ngay)-\d+)?$)/u.test(
        link,
      ),
  );
}

function inFives(vectors: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(vectors.length / 5) }, (_, at) => vectors.slice(at * 5, at * 5 + 5));
}

const benign = structures(await renderAll(snapshotOf('chữ thường', GOOD_ADDRESS)));

describe('R27 hostile strings in every field of every output', () => {
  it.each(HOSTILE_STRINGS)('add no element and no attribute: %j', async (text) => {
    const files = await renderAll(snapshotOf(`a ${text} z`, GOOD_ADDRESS));
    expect(structures(files)).toEqual(benign);
    for (const [key, body] of files) {
      expect(strangeLinks(key.endsWith('.html') ? body : ''), key).toEqual([]);
    }
  });

  // Several at a time in every field: a rendering of everything takes a tenth of a second.
  it.each(inFives(ALL ? HOSTILE_VECTORS : HOSTILE_VECTORS.filter((_, at) => at % 37 === 0)))(
    'add no element and no attribute, from %j on',
    async (...vectors) => {
      const files = await renderAll(snapshotOf(vectors.map((vector) => `a ${vector} z`).join(' '), GOOD_ADDRESS));
      expect(structures(files)).toEqual(benign);
      for (const [key, body] of files) expect(strangeLinks(key.endsWith('.html') ? body : ''), key).toEqual([]);
    },
  );

  it('are more than 700, each its own', () => {
    expect(HOSTILE_VECTORS.length).toBeGreaterThan(700);
  });

  it(`add nothing whatever they are, ${RUNS * TOGETHER} of them`, LONG, async () => {
    const any = fc.oneof(
      HOSTILE_MARKUP,
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(...HOSTILE_VECTORS),
    );
    const some = fc.array(any, { minLength: TOGETHER, maxLength: TOGETHER });
    await fc.assert(
      fc.asyncProperty(some, async (texts) => {
        expect(await added(`a${texts.join(' ')}z`)).toEqual([]);
      }),
      // The seed and the path of a red one are printed; shrinking a text of so many would take an hour.
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  it('control: by rule are found where the rule is printed as it stands', () => {
    fc.assert(
      fc.property(HOSTILE_MARKUP, (text) => {
        fc.pre(/<[a-z]/iu.test(text));
        expect(structureOf(`<p title="x">${text}></p>`)).not.toEqual(structureOf('<p title="x">x</p>'));
      }),
    );
  });

  it.each(ALL ? [0, 1, 2, 3] : [0])(
    'are the same elements when what was printed is read and printed again: %i',
    async (turn) => {
      const vectors = HOSTILE_VECTORS.filter((_, at) => at % 60 === turn);
      const files = await renderAll(snapshotOf(`a ${vectors.join(' ')} z`, GOOD_ADDRESS));
      const harmless = await renderAll(snapshotOf('chữ thường', GOOD_ADDRESS));
      for (const [key, body] of [...files].filter(([each]) => each.endsWith('.html'))) {
        const read = readAsBrowser(body).html();
        expect(structureOf(readAsBrowser(read).html()), key).toEqual(structureOf(read));
        expect(structureOf(read).length, key).toBe(structureOf(readAsBrowser(harmless.get(key) ?? '').html()).length);
      }
    },
  );

  it('are printed as the text they are', async () => {
    const text = 'a < b && "c" {{ d }} </h3>';
    const files = await renderAll(snapshotOf(text, GOOD_ADDRESS));
    expect(
      load(files.get('daily/2026/11/23/1/index.html') ?? '')('article h3')
        .first()
        .text(),
    ).toBe(text);
    expect(
      load(files.get('daily/2026/11/23/1/email.html') ?? '')('h3')
        .first()
        .text(),
    ).toBe(text);
    expect(files.get('daily/2026/11/23/1/email.txt')).toContain(`1. ${text}`);
    const json = publicIssueSchema.parse(JSON.parse(files.get('daily/2026/11/23/1/issue.json') ?? ''));
    expect(json.sections[0]?.clippings[0]?.title).toBe(text);
  });

  it('control: are seen by this test when a template prints one unescaped', async () => {
    const files = await renderAll(snapshotOf('a <b>z</b>', GOOD_ADDRESS));
    const page = files.get('daily/2026/11/23/1/index.html') ?? '';
    const planted = new Map(files).set('daily/2026/11/23/1/index.html', page.replace('<h3>a &lt;b&gt;', '<h3>a <b>'));
    expect(structures(planted)).not.toEqual(benign);
  });

  it('never become the address by which the reader unsubscribes', async () => {
    const places = async (text: string, url: string): Promise<number[]> => {
      const email = await renderEmail(viewOf(snapshotOf(text, url), SAMPLE_ADDRESS));
      return [email.html, email.text].map((part) => part.toLowerCase().split('unsubscribe.invalid').length - 1);
    };
    const hostile = await places(`a ${UNSUBSCRIBE_PLACEHOLDER} UNSUBSCRIBE.invalid`, UNSUBSCRIBE_PLACEHOLDER);
    expect(hostile).toEqual([4, 3]);
    expect(await places('chữ thường', GOOD_ADDRESS)).toEqual([4, 3]);
  });

  it('break no line of the subject or of the text part', async () => {
    const email = await renderEmail(viewOf(snapshotOf('một\r\nBcc: ai@example.vn', GOOD_ADDRESS), SAMPLE_ADDRESS));
    expect(email.subject).not.toMatch(/[\r\n]/u);
    expect(email.text).toContain('1. một Bcc: ai@example.vn');
    expect(email.text).not.toContain('\r');
  });
});

describe('hostile addresses', () => {
  const unlinked = snapshotOf('chữ thường', 'javascript:void 0');

  it.each(HOSTILE_ADDRESSES)('are not linked: %s', async (url) => {
    const files = await renderAll(snapshotOf('chữ thường', url));
    expect(structures(files)).toEqual(structures(await renderAll(unlinked)));
    for (const [key, body] of files) {
      expect(strangeLinks(key.endsWith('.html') ? body : ''), key).toEqual([]);
      expect(body, key).not.toMatch(/javascript:|vbscript:|secret@/iu);
    }
  });

  it('cannot leave their attribute', async () => {
    const url = `https://bao.example.vn/"><script>alert(1)</script>?a='&b={{ c }}`;
    expect(structures(await renderAll(snapshotOf('chữ thường', url)))).toEqual(benign);
  });

  it('are seen by this test when one is linked', () => {
    expect(strangeLinks('<a href="javascript:alert(1)">x</a>')).toEqual(['javascript:alert(1)']);
  });
});

describe('printable text', () => {
  it('has no control, no invisible and no turning character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });

  it('keeps Vietnamese as it is, composed or not', () => {
    const text = 'Đẩy mạnh “cải cách” – 5.700 hồ sơ, 60,45%';
    expect(printable(text)).toBe(text);
    expect(printable(text.normalize('NFD'))).toBe(text.normalize('NFD'));
  });
});
