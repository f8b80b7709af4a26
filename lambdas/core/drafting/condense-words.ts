import { z } from 'zod';
import data from './condense-words.json' with { type: 'json' };

const phrases = z.array(z.string().min(1)).min(1);

/** Words by which condensing tells what a sentence is for; `condense-words.json`, which a person may edit. */
export const condenseWords = z
  .object({
    /** A decision is told. */
    decision: phrases,
    /** Words that hold one of those and tell none. */
    notDecision: phrases,
    /** What stands behind a number that is a figure of the report, not a date. */
    measures: phrases,
    /** What a sentence of background begins with. */
    background: phrases,
    /** Somebody is quoted. */
    speech: phrases,
    /** What a sentence begins with that cannot stand without the one before it. */
    linked: phrases,
    /** Those of them that lean on it even where it stands in the paragraph before. */
    leaning: phrases,
  })
  .parse(data);
