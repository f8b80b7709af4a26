import { hasComplained, hasComplainedTwice } from '../../../core/subscriptions/lift.ts';
import type { Person } from '../../../ports/identity.ts';
import type { Standing } from '../../../workflows/mailing/mailing-story.ts';
import { may } from '../permissions.ts';
import { mailMessages } from './messages.ts';

/** What the page of a suppressed address offers: the form, the form with one question more, or only a sentence. */
interface LiftView {
  readonly text: string;
  readonly canLift: boolean;
  /** What must be ticked; of a complaint that the owner has asked in writing. */
  readonly sure: string;
}

/** How a suppressed address may be lifted by this person; null for an address that is not suppressed. */
export function liftView(person: Person, standing: Standing): LiftView | null {
  if (standing.state !== 'suppressed') return null;
  const words = mailMessages().lift;
  const isStrict = hasComplained(standing);
  const said = (kind: string, canLift: boolean): LiftView => {
    return { text: words[kind] ?? '', canLift, sure: words[isStrict ? 'sureOfComplaint' : 'sure'] ?? '' };
  };
  // A mail nobody answered may be followed by another one a day later.
  if (standing.isLifting) return said('waiting', !isStrict || may(person, 'settings'));
  if (!isStrict) return said('bounce', true);
  if (hasComplainedTwice(standing)) return said('never', false);
  return may(person, 'settings') ? said('complaint', true) : said('administrator', false);
}
