import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { KINDS, releaseSchema, type Sample, schemaOf } from './kinds.ts';

const RELEASES = globSync('*.json', { cwd: import.meta.dirname })
  .sort()
  .map((file) => releaseSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'))));

/** What does not read any more, and why. */
function unread(samples: readonly Sample[], readAs: (schema: z.ZodType) => z.ZodType = (schema) => schema): string[] {
  return samples.flatMap(({ where, value }) => {
    const schema = schemaOf(where);
    if (schema === null) return [`${where}: nobody reads it`];
    const { error } = readAs(schema).safeParse(value);
    return error ? [`${where}: ${error.issues[0]?.path.join('.')} ${error.issues[0]?.message}`] : [];
  });
}

describe.each(RELEASES)('what release $release stored', ({ samples }) => {
  it('is read by this one: drafts, ledger, mailings, issues, settings, subscribers, queue messages', () => {
    expect(unread(samples)).toEqual([]);
    const met = KINDS.filter(({ where }) => samples.some((sample) => where.test(sample.where)));
    expect(met.length).toBeGreaterThanOrEqual(34);
  });

  it('is read with what a later one added, which is how the release before reads this one', () => {
    const later = samples.map(({ where, value }) => ({
      where,
      value: { ...z.looseObject({}).parse(value), comesLater: 1 },
    }));
    expect(unread(later)).toEqual([]);
  });

  it('control: is caught not to be read as soon as one kind demands a new field', () => {
    const demanding = (schema: z.ZodType) => schema.and(z.object({ comesLater: z.string() }));
    expect(unread(samples, demanding)).toHaveLength(samples.length);
  });
});

describe('the stored samples', () => {
  it('are there for every kind that is read', () => {
    const newest = RELEASES.at(-1)?.samples ?? [];
    expect(KINDS.filter(({ where }) => !newest.some((sample) => where.test(sample.where)))).toEqual([]);
  });
});
