import { type Appraisal, appraise } from '../../core/sections/learning/appraise.ts';
import { lexiconVersion, shortHash } from '../../core/sections/learning/lexicon-version.ts';
import type { Standing } from '../../core/sections/learning/standing.ts';
import { lessonsOf } from '../../core/sections/learning/train.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { loadHouse } from '../settings/house.ts';
import { writeJson } from '../stored-json.ts';
import { dated, type Past, readPastDecisions } from './past-decisions.ts';
import { loadSecondOpinion, modelKey, STANDING_KEY } from './second-opinion.ts';

/** What {@link learn} needs of the world. */
export interface LearnPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
}

/** `unchanged`: nothing was decided and no rule changed since the last time; else what came of it, see {@link Standing}. */
export type LearnOutcome =
  | { readonly kind: 'unchanged' }
  | { readonly kind: Standing['state']; readonly standing: Standing; readonly unreadable: readonly string[] };

/** Rises with every change of how models are trained: the same decisions then give another model. */
const METHOD = 1;

/**
 * Learns from what editors decided: trains, asks the models about later decisions, and keeps one only where it beats the
 * rules alone. The same decisions and the same lexicon give the same model, so a second run changes nothing. First the
 * model, which nobody asks yet, then the one write that puts it in use or throws the old one away.
 */
export async function learn(ports: LearnPorts): Promise<LearnOutcome> {
  const [{ lexicon }, { standing: before }, past] = await Promise.all([
    loadHouse(ports.newsroom),
    loadSecondOpinion(ports.newsroom),
    readPastDecisions(ports.newsroom),
  ]);
  const version = lexiconVersion(lexicon);
  const inputs = inputsOf(past, version);
  if (before?.inputs === inputs) return { kind: 'unchanged' };
  const appraisal = appraise(lessonsOf(dated(past.files), lexicon), lexicon);
  const model = appraisal.kind === 'in-use' ? appraisal.model : null;
  if (model) await writeJson(ports.newsroom, modelKey(model.id), model, { kind: 'none' });
  const standing = standingOf(appraisal, { at: ports.clock.now(), lexicon: version, inputs, until: untilOf(past) });
  await writeJson(ports.newsroom, STANDING_KEY, standing, { kind: 'any' });
  return { kind: appraisal.kind, standing, unreadable: past.unreadable };
}

function inputsOf({ files }: Past, lexicon: string): string {
  return shortHash({
    method: METHOD,
    lexicon,
    files: files.map(({ issueKey, fingerprint }) => [issueKey, fingerprint]),
  });
}

function untilOf({ files }: Past): string | null {
  return files[0]?.issueKey ?? null;
}

function standingOf(appraisal: Appraisal, known: Pick<Standing, 'at' | 'lexicon' | 'inputs' | 'until'>): Standing {
  return {
    version: 1,
    ...known,
    state: appraisal.kind,
    decisions: appraisal.decisions,
    model: appraisal.kind === 'in-use' ? appraisal.model.id : null,
    figures: appraisal.kind === 'too-few' ? null : appraisal.figures,
  };
}
