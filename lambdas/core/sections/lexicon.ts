import { z } from 'zod';
import { combinationsSchema, seedCombinations } from './combinations.ts';
import { learnedWeightsSchema, noWeights, seedWeights } from './learned/weights.ts';
import seed from './lexicon.json' with { type: 'json' };
import { sectionIdSchema } from './section.ts';
import seedCues from './section-cues.json' with { type: 'json' };

/** Phrases with their weights, spelled as an editor reads them: finding ignores case, commas and tone placement. */
const phrasesSchema = z.record(z.string(), z.number());

/** How much a phrase counts in each part of a report; `textCap` times at most in the text. */
const partsSchema = z.object({ title: z.number(), lead: z.number(), text: z.number(), textCap: z.number().int() });

/** Wording of the reasons shown to the editor; `{0}` is the phrase, place or name. */
const reasonsSchema = z.object({
  phrase: z.string(),
  against: z.string(),
  place: z.string(),
  foreign: z.string(),
  question: z.string(),
  quote: z.string(),
  firstPerson: z.string(),
  opening: z.string(),
  asked: z.string(),
  scare: z.string(),
  noEvent: z.string(),
  learned: z.string(),
  rubric: z.string(),
  noPlace: z.string(),
  voice: z.string().default(''),
  sourcePlace: z.string(),
});

/** Words of an author who argues and of a reporter who reports, counted for every hundred syllables. */
const voiceSchema = z.object({
  /** The balance at which nothing is said. */
  even: z.number(),
  /** The balance that is assumed of a text too short to be heard. */
  usual: z.number(),
  /** So far from it the sign counts in full. */
  full: z.number().positive(),
  argues: z.array(z.string()),
  reports: z.array(z.string()),
});

const wholeSchema = z.object({
  version: z.literal(1),
  reasons: reasonsSchema,
  parts: partsSchema.extend({
    /** The text, being long, gives no more than this in all. */
    textMost: z.number(),
    /** Brings the sum to a scale on which 1 is reform news; with 0 nothing would ever be, so 0 is refused. */
    scale: z.number().positive({ error: 'must be more than 0, or no report would be reform news' }),
    rubric: z.number(),
    /** Weight of a foreign country named in the title. */
    foreign: z.number(),
    /** Score from which an entry's page is worth fetching. */
    firstSight: z.number(),
    /** Weight of what speaks for reform from which an entry is fetched, whatever speaks against it. */
    firstSightFor: z.number(),
  }),
  /** Phrases of administrative reform. */
  reform: phrasesSchema,
  /** Phrases of other news; weights are negative. */
  against: phrasesSchema,
  /** Words that are about reform only together. */
  combinations: combinationsSchema.prefault(seedCombinations),
  /** Longer phrases that hold one of the above and mean something else. */
  masks: z.array(z.string()),
  /** Names of foreign countries and their like, with their capitals. */
  foreign: z.array(z.string().regex(/^[\p{L} ]+$/u)).min(1),
  /** What was learned from labelled texts, added to all of the above. */
  learned: learnedWeightsSchema.prefault(noWeights),
  /** How sections are told apart. */
  sections: z.object({
    parts: partsSchema.extend({
      /** The second-best cue counts this share of its weight, the third its square, and so on. */
      decay: z.number(),
      /** Weight of a cue of analysis in the text: an author's voice shows there. */
      textOfGenre: z.number(),
      /** Weight of a cue in the text, by section, where it is another than `text`: a body named in passing acts nowhere. */
      textOf: z.record(sectionIdSchema, z.number()).default({}),
    }),
    /** The sections that the signs speak for: of what the country's bodies do, of what a place does, of an author's voice. */
    roles: z
      .object({ central: sectionIdSchema, local: sectionIdSchema, voice: sectionIdSchema })
      .prefault({ central: 'chu-truong', local: 'dia-phuong', voice: 'phan-tich' }),
    /** Sections of a genre, not of a matter: an author's own voice. */
    genres: z.array(sectionIdSchema).default(['phan-tich']),
    /** What a matter's score counts beyond `from`: of much about a matter it does not follow that it is no commentary. */
    matters: z.object({ from: z.number(), share: z.number().positive() }).prefault({ from: 1, share: 1 }),
    /** Weights of what is no phrase. */
    signs: z.object({
      placeInTitle: z.number(),
      place: z.number(),
      /** Weight of a place from which it counts in full. */
      placeFull: z.number(),
      noPlace: z.number(),
      /** For the local section, where no province was found: negative. */
      placeless: z.number(),
      localSource: z.number(),
      centralSource: z.number(),
      question: z.number(),
      quote: z.number(),
      /** A title that ends with an exclamation mark or an ellipsis. */
      exclamation: z.number(),
      /** A title that begins with a scholar's title. */
      expert: z.number(),
      /** The lead dates an event: a report, no analysis. */
      event: z.number(),
      firstPerson: z.number(),
      firstPersonCap: z.number().int(),
      /** A title that opens as a commentary does: one of `openings`. */
      opening: z.number(),
      /** Every question in the text, `askedCap` at most: who asks does not report. */
      asked: z.number(),
      askedCap: z.number().int(),
      /** A word or two of the title in quotation marks: meant otherwise than said. */
      scare: z.number(),
      /** A whole text whose beginning dates nothing. */
      noEvent: z.number(),
      /** A title that begins with a body of the whole country. */
      centralActs: z.number(),
      /** Nobody acts in title and lead, no place is meant and no figure given: a thought, no report. */
      nobodyActs: z.number(),
      /** A title of a few words in which nobody acts. */
      shortTitle: z.number(),
      /** The most that an author's voice adds; what was edited before it was listened to has none. */
      voice: z.number().default(0),
      /** The most that a reporter's voice takes: negative. */
      report: z.number().default(0),
      /** A title that names nobody, no place and no figure, over a whole text that does not report. */
      bareTitle: z.number().default(0),
    }),
    /** How an author's voice is told from a reporter's. */
    voice: voiceSchema.prefault({ even: 0, usual: 0, full: 1, argues: [], reports: [] }),
    /** Words of a title or lead that tell of a decision: then it is news, though nobody is named. */
    decides: z.array(z.string()).default([]),
    /** Who may act: bodies and offices of the whole country, and those of a province, ward or commune. */
    actors: z.object({ central: z.array(z.string()), local: z.array(z.string()) }),
    /** Words a commentary's title opens with. */
    openings: z.array(z.string()),
    cues: z.record(sectionIdSchema, phrasesSchema),
  }),
});

/** What the classification knows, all of it editable: `settings/lexicon.json`. A combination that speaks for an unknown section is refused. */
export const lexiconSchema = wholeSchema.superRefine(({ combinations, sections: { cues } }, context) => {
  for (const [at, { sections }] of combinations.entries())
    for (const id of Object.keys(sections).filter((each) => !(each in cues)))
      context.addIssue({
        code: 'custom',
        path: ['combinations', at],
        message: `no cues are listed for a section "${id}"`,
      });
});
/** See {@link lexiconSchema}. */
export type Lexicon = z.infer<typeof lexiconSchema>;

let seeded: Lexicon | null = null;

/** The lexicon the house starts with, parsed once: what is made ready for it is made ready once too. */
export function seedLexicon(): Lexicon {
  seeded ??= lexiconSchema.parse({ ...seed, sections: seedCues, learned: seedWeights() });
  return seeded;
}
