import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest in `npm run faults`, longest first: so that no worker is left alone with one of them at the end. */
const LONGEST: readonly string[] = [
  'rendering/hostile.test.ts',
  'rendering/hostile-documents.test.ts',
  'rendering/monthly/monthly-hostile.test.ts',
  'faults/edit-races.test.ts',
  'faults/mailing-crash.test.ts',
  'faults/mailing-storm.test.ts',
  'faults/starved.test.ts',
  'faults/mailing-pace.test.ts',
  'web/desk/hostile-pages.test.ts',
  'faults/gathering-parsers.test.ts',
  'faults/monthly-drafts.test.ts',
  'faults/day-crash.test.ts',
  'faults/orphaned-visits.test.ts',
  'web/desk/book-of-changes.test.ts',
  'faults/publish-atomic.test.ts',
  'faults/get-is-read-only.test.ts',
  'faults/mailing-letters.test.ts',
];

/**
 * The order of the tests in full size. What a file took in the suite says little of it: there it plays a sample. Projects stay
 * together, as a worker is only kept from one file to the next within one.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) =>
      sorted.filter((file) => file.project === project).toSorted((a, b) => rankOf(a) - rankOf(b)),
    );
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONGEST.findIndex((path) => moduleId.endsWith(`/test/${path}`));
  return rank < 0 ? LONGEST.length : rank;
}
