import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clipping, Draft } from '../../../lambdas/core/drafting/draft.ts';
import { contentOf, fingerprintOf, freeze, printedTitle } from '../../../lambdas/core/issue/freeze.ts';
import { issuePath } from '../../../lambdas/core/issue/issue-path.ts';
import { seedMasthead } from '../../../lambdas/core/issue/masthead.ts';
import { dailyContentSchema, snapshotSchema } from '../../../lambdas/core/issue/snapshot.ts';
import type { Section } from '../../../lambdas/core/sections/section.ts';
import { SAMPLE_CLIPPINGS } from '../../support/sample-clippings.ts';
import { SAMPLE_APPROVAL, sampleContent, sampleSnapshot } from '../../support/sample-snapshot.ts';

const SECTIONS: Section[] = [
  { id: 'chu-truong', title: 'CHỦ TRƯƠNG CẢI CÁCH', order: 'weight', target: 4 },
  { id: 'dia-phuong', title: 'CẢI CÁCH ĐỊA PHƯƠNG', order: 'province', target: 8 },
  { id: 'quan-ly', title: 'QUẢN LÝ HÀNH CHÍNH', order: 'weight', target: 4 },
  { id: 'phan-tich', title: 'PHÂN TÍCH – BÌNH LUẬN', order: 'weight', target: 3 },
];

const HOUSE = { masthead: seedMasthead(), sections: SECTIONS, editorName: 'Thu Hằng' };

function clipping(id: string, changes: Partial<Clipping> = {}): Clipping {
  const { section, ...frozen } = SAMPLE_CLIPPINGS[1]!;
  const desk = { articleId: `a-${id}`, sourceId: 'nguon', placePrefix: null, score: 2, reasons: [], edited: false };
  return { ...frozen, ...desk, id, section, title: `Tin ${id}`, ...changes };
}

function draft(clippings: Clipping[]): Draft {
  const { issueKey, window, gathered } = sampleContent();
  const head = { version: 1, edition: 'daily', issueKey, createdAt: '2026-11-23T06:00:00+07:00' } as const;
  return { ...head, window, gathered, clippings, leftOut: [], tray: [], editorName: null, log: [] };
}

/** Every path to a scalar of a value. */
function scalarPaths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) {
    return [path];
  }
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, member]) => scalarPaths(member, [...path, key]));
}

/** A copy with the scalar at `path` changed to another of its kind (or, for null, to a string). */
function changedAt(value: unknown, [key, ...rest]: (string | number)[]): unknown {
  if (key === undefined) {
    return typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value ?? ''}x`;
  }
  if (Array.isArray(value)) {
    return value.map((member, index) => (index === key ? changedAt(member, rest) : member));
  }
  const members = Object.entries(value ?? {});
  return Object.fromEntries(members.map(([name, member]) => [name, name === key ? changedAt(member, rest) : member]));
}

describe('the content of an issue', () => {
  it('numbers through the sections and leaves an empty one out', () => {
    const content = contentOf(
      draft([
        clipping('a', { section: 'phan-tich' }),
        clipping('b'),
        clipping('c'),
        clipping('d', { section: 'quan-ly' }),
      ]),
      HOUSE,
    );
    const listed = content.sections.map((section) => [section.id, ...section.clippings.map((each) => each.number)]);
    expect(listed).toEqual([
      ['chu-truong', 1, 2],
      ['quan-ly', 3],
      ['phan-tich', 4],
    ]);
  });

  it('prints the place before the title once', () => {
    expect(printedTitle({ title: 'Thêm một điểm một cửa', placePrefix: 'Bắc Ninh' })).toBe(
      'Bắc Ninh: Thêm một điểm một cửa',
    );
    expect(printedTitle({ title: 'Bắc Ninh: Thêm một điểm', placePrefix: 'Bắc Ninh' })).toBe('Bắc Ninh: Thêm một điểm');
    expect(printedTitle({ title: 'iHanoi nhận góp ý', placePrefix: null })).toBe('iHanoi nhận góp ý');
  });

  it('names the editor of the draft, else of the house', () => {
    expect(contentOf(draft([clipping('a')]), HOUSE).editorName).toBe('Thu Hằng');
    expect(contentOf({ ...draft([clipping('a')]), editorName: 'Đức Mạnh' }, HOUSE).editorName).toBe('Đức Mạnh');
  });

  it('holds nothing that its stored form would lose', () => {
    const run = { text: 'một', bold: undefined } as { text: string };
    const content = contentOf(draft([clipping('a', { body: [{ kind: 'paragraph', runs: [run] }] })]), HOUSE);
    const stored = dailyContentSchema.parse(JSON.parse(JSON.stringify(content)));
    expect(fingerprintOf(stored)).toBe(fingerprintOf(content));
  });
});

describe('the fingerprint', () => {
  const content = sampleContent();

  it('is the SHA-256 of the canonical JSON', () => {
    expect(fingerprintOf(content)).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprintOf(content)).not.toBe(createHash('sha256').update(JSON.stringify(content)).digest('hex'));
    expect(snapshotSchema.parse(sampleSnapshot()).fingerprint).toBe(fingerprintOf(content));
  });

  it('does not know approver, time or revision', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer({ min: 1, max: 9 }), (by, name, revision) => {
        const snapshot = freeze(content, { by, name, at: '2026-11-23T09:00:00+07:00' }, revision);
        return snapshot.fingerprint === freeze(content, SAMPLE_APPROVAL, 1).fingerprint;
      }),
    );
  });

  it('changes with any change of content', () => {
    const before = fingerprintOf(content);
    const paths = scalarPaths(content);
    expect(paths.length).toBeGreaterThan(200);
    for (const path of paths) {
      const changed = changedAt(content, path) as typeof content;
      expect(fingerprintOf(changed), path.join('.')).not.toBe(before);
    }
  });

  it('changes with the order of items', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), (at) => {
        const turned = structuredClone(content);
        const section = turned.sections[at]!;
        section.clippings.reverse();
        return section.clippings.length < 2 || fingerprintOf(turned) !== fingerprintOf(content);
      }),
    );
  });
});

describe('the path of an issue', () => {
  it('holds day and revision', () => {
    expect(issuePath('daily', '2026-11-23', 1)).toBe('daily/2026/11/23/1/');
  });
});
