import { z } from 'zod';
import { leftOutWhySchema } from './draft.ts';
import { monthlySectionIdSchema } from './monthly-content.ts';
import data from './words.json' with { type: 'json' };

/** Vietnamese words of the room: the log of a draft, reasons, why an article was left out. */
export const words = z
  .object({
    system: z.string(),
    sections: z.record(monthlySectionIdSchema, z.string()),
    why: z.record(leftOutWhySchema, z.string()),
    reasons: z.object({
      picked: z.string(),
      printedOn: z.string(),
      weight: z.string(),
      byLink: z.string(),
      contribution: z.string(),
      excerpt: z.string(),
    }),
    log: z.object({
      laidOut: z.string(),
      unreadable: z.string(),
      move: z.string(),
      title: z.string(),
      sapo: z.string(),
      lines: z.string(),
      strike: z.string(),
      write: z.string(),
      'take-picture': z.string(),
      'drop-picture': z.string(),
      'place-picture': z.string(),
      caption: z.string(),
      drop: z.string(),
      add: z.string(),
      editorNamed: z.string(),
      editorCleared: z.string(),
    }),
  })
  .parse(data);
