import seed from './masthead.json' with { type: 'json' };
import { type Masthead, mastheadSchema } from './snapshot.ts';

/** The masthead a new house starts with; afterwards `settings/masthead.json` is the truth. */
export function seedMasthead(): Masthead {
  return mastheadSchema.parse(seed);
}
