import type { Block } from '../../lambdas/core/extraction/article.ts';
import { freeze } from '../../lambdas/core/issue/freeze.ts';
import type { DailySnapshot, FrozenClipping } from '../../lambdas/core/issue/snapshot.ts';
import { printable } from '../../lambdas/rendering/printable.ts';
import { sampleContent } from './sample-snapshot.ts';

/** Strings that would become markup, a template, a scheme or a disguise somewhere. */
export const HOSTILE_STRINGS: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '--></style></title></textarea><svg onload=alert(1)>',
  ']]></mj-text></mj-raw><mj-text><b>',
  '<mj-include path="/etc/passwd" /><mj-raw><hr></mj-raw>',
  '{{ 7 | times: 7 }}{% raw %}{% endraw %}{{ view }}',
  '&lt;b&gt; &amp;amp; &#60;i&#62;',
  '<!--[if mso]><v:rect><![endif]-->',
  '</a><a href="javascript:alert(1)">x</a>',
  'dòng một\r\nBcc: ai@example.vn\r\n\r\n<b>',
  'đảo \u202e\u2066chiều\u0000\u0008\u001b[31m\ufeff\u200b\ud800',
  'https://unsubscribe.invalid/recipient UNSUBSCRIBE.invalid',
  '=HYPERLINK("http://a.example")',
];

/** Addresses that must not be printed as links. */
export const HOSTILE_ADDRESSES: readonly string[] = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//"><b>',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'https://user:secret@example.vn/',
  'https://unsubscribe.invalid/recipient',
  'not an address',
];

/**
 * Letters in place of what makes markup, as many as its escape has: what is too long is so for both. Quotes stay, as a mail is
 * measured with them escaped and sent with them as they are; without `=` they close nothing that opens an attribute.
 */
export function twinOf(text: string): string {
  return printable(text).replace(/[&<>=]/gu, (sign) => 'x'.repeat({ '&': 5, '=': 1 }[sign] ?? 4));
}

/** An issue of as many clippings as there are texts, each text in every field of its own. */
export function snapshotOfMany(texts: readonly string[], urlOf: (text: string) => string): DailySnapshot {
  const { content } = snapshotOf('chữ thường', 'https://bao.example.vn/tin');
  const clippings = texts.flatMap((text, at) => {
    const [first] = snapshotOf(text, urlOf(text)).content.sections[0]?.clippings ?? [];
    return first ? [{ ...first, number: at + 1 }] : [];
  });
  const sections = content.sections.slice(0, 1).map((section) => ({ ...section, clippings }));
  return freeze({ ...content, sections }, { by: 'x', name: 'x', at: '2026-11-23T07:28:00+07:00' }, 1);
}

/** An issue with `text` in every field that holds a string and `url` in every address; its shape is always the same. */
export function snapshotOf(text: string, url: string): DailySnapshot {
  const sample = sampleContent();
  const runs = [{ text }, { text, bold: true }, { text, italic: true }];
  const body: Block[] = [
    { kind: 'paragraph', runs },
    { kind: 'heading', runs },
    { kind: 'list', ordered: true, items: [runs, runs] },
    { kind: 'table', rows: [[text, text]] },
    { kind: 'picture', url, caption: text, credit: text },
    { kind: 'paragraph', runs },
  ];
  const clipping = (number: number, printing: FrozenClipping['printing']): FrozenClipping => ({
    id: text,
    number,
    title: text,
    place: text,
    body,
    cut: true,
    citation: { site: text, day: '2026-11-23', authors: [text, text], agency: number === 1 ? text : null },
    url,
    others: [{ articleId: text, site: text, title: text, url }],
    printing,
  });
  const content = {
    ...sample,
    masthead: { version: 1 as const, bulletin: text, subject: text, frequency: text, opening: text, publisher: text },
    sections: [
      { id: 'chu-truong' as const, title: text, clippings: [clipping(1, 'full'), clipping(2, 'title')] },
      { id: 'phan-tich' as const, title: text, clippings: [clipping(3, 'excerpt')] },
    ],
    editorName: text,
    corrections: [
      {
        revision: 2,
        at: '2026-11-23T09:00:00+07:00',
        by: text,
        why: text,
        items: [{ number: 1, what: ['title' as const] }],
      },
    ],
    gathered: {
      ...sample.gathered,
      missing: [{ sourceId: text, name: text, failure: 'timeout' as const, detail: text }],
    },
  };
  return freeze(content, { by: text, name: text, at: '2026-11-23T07:28:00+07:00' }, 1);
}
