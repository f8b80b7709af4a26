import { z } from 'zod';
import data from './words.json' with { type: 'json' };

/** Vietnamese words of the room: the reasons on a card and the sentences of a replay; `{0}`, `{1}` are filled in. */
export const words = z
  .object({
    moves: z.string(),
    hints: z.string(),
    drops: z.string(),
    because: z.string(),
    word: z.string(),
    replayed: z.string(),
    unchanged: z.string(),
    wrong: z.string(),
    lost: z.string(),
    gained: z.string(),
    total: z.string(),
  })
  .parse(data);
