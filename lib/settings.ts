import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { BrokenJsonError, readSettingsFile, type SettingsFile } from './settings-file.ts';

const hostName = z
  .string()
  .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'must be a lower-case host name');

/** `name <local@host>` or `local@host`; the host part is the identity that SES has to verify. */
const mailbox = z
  .string()
  .regex(
    /^(?:[^\s<>@]+@([a-z0-9-]+\.)+[a-z]{2,}|[^<>\r\n"]+ <[^\s<>@]+@([a-z0-9-]+\.)+[a-z]{2,}>)$/,
    'must be an e-mail address, or a name and behind it the address in <…>',
  );

const address = z.email('must be one e-mail address, without spaces');

const anyoneAt = z.string().regex(/^@([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be an e-mail address or `@host`');

const settingsFields = z.strictObject({
  /** Part of every name in the account; only {@link PROD} mails without an allow list. */
  stage: z.string().regex(/^[a-z][a-z0-9-]{1,15}$/, 'must be 2–16 lower-case letters, digits or hyphens'),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region, such as ap-southeast-1'),
  /** Own host name of the archive with its certificate, which CloudFront wants in us-east-1. */
  domain: z
    .strictObject(
      {
        name: hostName,
        certificateArn: z
          .string()
          .regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/, 'must be a certificate of us-east-1'),
      },
      'must be null or { "name": "…", "certificateArn": "…" }',
    )
    .nullable(),
  /** Where readers find the archive, without a final slash; null: the domain's, else CloudFront's own address. */
  publicAddress: z
    .string()
    .regex(/^https:\/\/[^/\s]+$/, 'must begin with https:// and have nothing behind the host, no / either')
    .nullable(),
  /** First label of the sign-in page's host name; unique in the region among all accounts. */
  signInPrefix: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'must be lower-case letters, digits, hyphens'),
  sender: mailbox,
  /** SES knows a sender's host once an account and region: `use` where another stage, or a person, has made it. */
  senderIdentity: z.enum(['make', 'use'], 'must be "make" or "use"'),
  replyTo: address,
  alarmEmail: address,
  /** Who may be written to outside production, addresses or `@hosts`; in production empty. */
  mailAllowList: z.array(
    z.union([address, anyoneAt], 'must be an e-mail address or `@host`'),
    'must be a list, ["…", "…"]',
  ),
  /** Where an alarm's reader finds the runbook; `#<alarm name>` is put behind it. */
  runbookAddress: z.string().min(1),
  /**
   * A user whose key lets a computer of the office gather (`diembao gather-here`), usable from these addresses only, from anywhere
   * where there are none; left out or null: there is none.
   */
  office: z
    .strictObject(
      {
        addresses: z.array(
          z.union([z.cidrv4(), z.cidrv6()], 'must be a range of addresses such as 203.0.113.7/32'),
          'must be a list, ["…", "…"]',
        ),
      },
      'must be null or { "addresses": ["…"] }',
    )
    .nullable()
    .optional(),
  /**
   * Whether a Zalo Official Account is connected: its secret and what is asked of its queue cost money. Left out or false: nothing is
   * posted, nothing asks, and everything else is as it is.
   */
  zalo: z.boolean('must be true or false').optional(),
  /** USD a month; beyond it, spent or foreseen, AWS writes to `alarmEmail`. */
  monthlyBudget: z.number('must be a number').positive('must be more than 0'),
});

/** The stage that mails everyone. */
const PROD = 'prod';

const settingsSchema = settingsFields.superRefine((settings, context) => {
  const isProduction = settings.stage === PROD;
  if (isProduction && settings.mailAllowList.length > 0) {
    const message = 'must be empty in prod: the bulletin would reach nobody else';
    context.addIssue({ code: 'custom', path: ['mailAllowList'], message });
  }
  if (!isProduction && settings.mailAllowList.length === 0) {
    const message = 'must name at least one address: only prod mails everyone';
    context.addIssue({ code: 'custom', path: ['mailAllowList'], message });
  }
});

/** What differs between two installations of the product. */
export type Settings = z.infer<typeof settingsSchema>;

/** Settings a person has to mend; the message has one line a fault: file, line, where in it, what must be there. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const fileSchema = z.strictObject({
  version: z.literal(1, 'must be 1'),
  everyStage: z.record(z.string(), z.unknown(), 'must be {…}'),
  stages: z.record(z.string(), z.record(z.string(), z.unknown(), 'must be {…}'), 'must be {…}'),
});

/** Letters by which a misspelt name may differ from the known one. */
const MOST_CHANGED = 3;

/** Where the texts come from. */
const FILE = 'lib/settings.json';

/**
 * Reads the settings of one stage: what holds for every stage, over it the stage's own, over that the context value of the same
 * name where there is one (`cdk deploy -c stage=prod -c monthlyBudget=80`). Throws {@link SettingsError} naming every fault.
 *
 * @param text the settings file
 * @param contextOf the value of a context key, undefined where none was given; `stage` chooses, else `dev`
 */
export function parseSettings(text: string, contextOf: (key: string) => unknown): Settings {
  const file = readFile(text);
  const whole = fileSchema.safeParse(file.value);
  if (!whole.success) throw faultsOf(whole.error, { value: file.value, placeOf: (path) => place(file, path) });
  const { everyStage, stages } = whole.data;
  const stage = String(contextOf('stage') ?? 'dev');
  const own = stages[stage];
  if (!own)
    throw new SettingsError(`${place(file, ['stages'])}: has no ${stage}; it has ${Object.keys(stages).join(', ')}`);
  const given = overrides(contextOf);
  const value = { ...everyStage, ...own, ...given, stage };
  const parsed = settingsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const placeOf = (path: Path): string => {
    const key = String(path[0] ?? '');
    if (key in given) return `-c ${key}`;
    const isShared = key in everyStage && !(key in own);
    return place(file, isShared ? ['everyStage', ...path] : ['stages', stage, ...path]);
  };
  throw faultsOf(parsed.error, { value, placeOf });
}

type Path = readonly PropertyKey[];

/** What was checked, and how a person finds a place of it. */
interface Checked {
  readonly value: unknown;
  readonly placeOf: (path: Path) => string;
}

/** Reads `lib/settings.json`; see {@link parseSettings}. */
export function readSettings(contextOf: (key: string) => unknown): Settings {
  return parseSettings(readFileSync(new URL('./settings.json', import.meta.url), 'utf8'), contextOf);
}

/** The host part of an address with or without a name. */
export function hostOf(mailboxText: string): string {
  return (mailboxText.split('@').at(-1) ?? '').replace('>', '');
}

/** The bare address of a mailbox with or without a name. */
export function bareAddress(mailboxText: string): string {
  return /<([^>]+)>/.exec(mailboxText)?.[1] ?? mailboxText;
}

function readFile(text: string): SettingsFile {
  try {
    return readSettingsFile(text);
  } catch (error) {
    if (error instanceof BrokenJsonError) throw new SettingsError(`${FILE}, line ${error.line}: ${error.message}`);
    throw error;
  }
}

function place(file: SettingsFile, path: Path): string {
  return `${FILE}, line ${file.lineOf(path)}, ${path.map(String).join(' → ')}`;
}

function faultsOf(error: z.ZodError, { value, placeOf }: Checked): SettingsError {
  const told = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${placeOf([...issue.path, key])}: is not known; ${guess(key)}`)
      : [`${placeOf(issue.path)}: ${saidOf(valueAt(value, issue.path), issue.message)}`],
  );
  return new SettingsError(told.join('\n'));
}

/** What is wrong with a value, and the value where it is a text: a space at its end is not seen otherwise. */
function saidOf(value: unknown, message: string): string {
  // zod says of what is not there that it is of the wrong kind.
  if (value === undefined) return 'is missing';
  return typeof value === 'string' ? `${message}; it is ${JSON.stringify(value)}` : message;
}

function valueAt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return valueAt(Object.entries(value).find(([each]) => each === String(key))?.[1], rest);
}

/** The known name that is written most like it, where one is. */
function guess(key: string): string {
  if (key !== 'stage' && key in settingsFields.shape) return 'it belongs into everyStage or into a stage';
  if (/time.?zone/i.test(key)) return 'the time is Viet Nam’s everywhere';
  const known = ['version', 'everyStage', 'stages', ...Object.keys(settingsFields.shape)];
  const like = known.find((name) => isLike(name.toLowerCase(), key.toLowerCase()));
  return like === undefined ? `the names are ${known.slice(3).join(', ')}` : `did you mean ${like}?`;
}

/** Same but for case and for a piece of a few letters at one place. */
function isLike(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  const letters = [...one];
  const head = letters.findIndex((letter, place) => letter !== other[place]);
  if (head === -1) return other.length - one.length <= MOST_CHANGED;
  const tail = [...one].reverse().findIndex((letter, place) => letter !== [...other].reverse()[place]);
  const same = Math.min(head + (tail === -1 ? shorter : tail), shorter);
  return Math.max(one.length, other.length) - same <= MOST_CHANGED;
}

function overrides(contextOf: (key: string) => unknown): Record<string, unknown> {
  const given = Object.keys(settingsFields.shape).map((key) => [key, fromContext(key, contextOf(key))] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** The text itself where it is no JSON: the schema says what is wanted. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The command line knows only texts: lists, numbers, truths and objects are read out of them. */
function fromContext(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (key === 'mailAllowList') return value.split(',').filter((item) => item !== '');
  if (key === 'domain' || key === 'office') return value === '' ? null : fromJson(value);
  if (key === 'monthlyBudget') return Number(value);
  if (key === 'zalo') return fromJson(value);
  return key === 'publicAddress' && value === '' ? null : value;
}
