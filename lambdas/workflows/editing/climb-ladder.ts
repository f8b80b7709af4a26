import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Day, dayOf, fromMillis, instantSchema, toMillis } from '../../core/calendar/instant.ts';
import { calendarSchema, issueDay, seedCalendar } from '../../core/calendar/issue-day.ts';
import type { Draft } from '../../core/drafting/draft.ts';
import { dueRungs, type Ladder, ladderSchema, type RungId, seedLadder } from '../../core/issue/ladder.ts';
import type { MailSettings } from '../../core/mailing/mail-settings.ts';
import { mayReach } from '../../core/mailing/reach.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Mailer, SendOutcome } from '../../ports/mailer.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { ladderMail } from '../../rendering/ladder-mail.ts';
import { buildLetter } from '../../rendering/mime.ts';
import { settingKey } from '../settings/house.ts';
import { readJson, writeJson } from '../stored-json.ts';
import { loadDraft } from './desk-draft.ts';

/** What the ladder needs of the world. */
export interface LadderPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly issues: IssueRegister;
  readonly mailer: Mailer;
}

/** Who its letters are from, whom they may reach, and where the desk is (without a slash at the end). */
export type LadderSettings = Pick<MailSettings, 'from' | 'replyTo' | 'allowList'> & { readonly deskAddress: string };

/** One letter of a rung that was tried; addresses are told nowhere. `not-sent`: certainly not, the next round tries again. */
export interface Climbed {
  readonly kind: 'told' | 'not-on-allow-list' | 'refused' | 'not-sent';
  readonly issueKey: Day;
  readonly rung: RungId;
}

/** `ladder/<issueKey>/<rung>-<hash of the address>.json`: written before the letter goes, so that no second one does. */
const claimSchema = z.object({ version: z.literal(1), at: instantSchema, open: z.boolean() });

/** Events of these letters come back under this name, which no issue has, and for a reader nobody is. */
const LADDER = { issue: 'ladder', shard: '0', recipient: 'desk' } as const;

/**
 * Writes to whoever is due while the day's issue waits for its approval: each rung once an issue and address, whoever runs how
 * often; a letter that died under way is not sent again. It only ever tells: nothing is approved, published or mailed by it.
 */
export async function climbLadder(ports: LadderPorts, settings: LadderSettings): Promise<Climbed[]> {
  const now = ports.clock.now();
  const day = dayOf(now);
  const ladder = (await readJson(ports.newsroom, settingKey('ladder'), ladderSchema))?.value ?? seedLadder();
  if (ladder.rungs.every(({ to }) => to.length === 0)) return [];
  const calendar = (await readJson(ports.newsroom, settingKey('calendar'), calendarSchema))?.value ?? seedCalendar();
  const isIssueDay = issueDay(day, calendar).kind === 'issue-day';
  const issue = isIssueDay ? await ports.issues.get(day) : null;
  const draft = issue ? ((await loadDraft(ports.newsroom, day))?.value ?? null) : null;
  const isSealed = draft?.sealed !== undefined;
  const climbed: Climbed[] = [];
  for (const { id, to } of dueRungs(ladder, { day, issue, isIssueDay, isSealed }, now)) {
    for (const address of new Set(to)) {
      const kind = await tell(ports, settings, { day, rung: id, address, ladder, draft });
      if (kind !== null) climbed.push({ kind, issueKey: day, rung: id });
    }
  }
  return climbed;
}

interface Telling {
  readonly day: Day;
  readonly rung: RungId;
  readonly address: string;
  readonly ladder: Ladder;
  readonly draft: Draft | null;
}

/** Null: this letter has been sent, or another run has it in hand. */
async function tell(ports: LadderPorts, settings: LadderSettings, telling: Telling): Promise<Climbed['kind'] | null> {
  const { day, rung, address } = telling;
  if (!mayReach(address, settings.allowList)) return 'not-on-allow-list';
  const name = `${rung}-${createHash('sha256').update(address).digest('hex').slice(0, 16)}`;
  const key = `${NEWSROOM_KEYS.ladder}${day}/${name}.json`;
  const etag = await claim(ports, key);
  if (etag === null) return null;
  const answer = await send(ports, settings, { ...telling, name });
  if (answer.kind === 'permanent') return 'refused';
  if (answer.kind !== 'not-accepted') return 'told';
  // Certainly nothing was sent: whoever comes next may take it up.
  await writeJson(ports.newsroom, key, claimOf(ports, true), { kind: 'etag', etag });
  return 'not-sent';
}

/** The tag of our own claim; null where somebody has it. */
async function claim(ports: LadderPorts, key: string): Promise<string | null> {
  const stored = await readJson(ports.newsroom, key, claimSchema);
  if (stored?.value.open === false) return null;
  const condition = stored ? { kind: 'etag' as const, etag: stored.etag } : { kind: 'none' as const };
  const written = await writeJson(ports.newsroom, key, claimOf(ports, false), condition);
  return written.kind === 'stored' ? written.etag : null;
}

function claimOf({ clock }: LadderPorts, open: boolean): z.infer<typeof claimSchema> {
  return { version: 1, at: clock.now(), open };
}

async function send(
  ports: LadderPorts,
  { from, replyTo, deskAddress }: LadderSettings,
  { day, rung, address, ladder, draft, name }: Telling & { readonly name: string },
): Promise<SendOutcome> {
  const now = ports.clock.now();
  const mail = ladderMail({
    ...{ rung, day, deskAddress, deadline: ladder.deadline },
    now: fromMillis(toMillis(now)).slice(11, 16),
    count: draft?.clippings.length ?? null,
  });
  const messageName = `ladder.${day}.${name}`;
  const mime = await buildLetter({ ...mail, from, replyTo, to: address, messageName, now, headers: {} });
  if (mime.kind === 'unsendable') return { kind: 'permanent', detail: mime.detail };
  return ports.mailer.send({ from: from.address, to: address, raw: mime.raw, tags: LADDER });
}
