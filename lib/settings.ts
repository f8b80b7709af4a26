import { readFileSync } from 'node:fs';
import { z } from 'zod';

const hostName = z
  .string()
  .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'must be a lower-case host name');

/** `name <local@host>` or `local@host`; the host part is the identity that SES has to verify. */
const mailbox = z
  .string()
  .regex(
    /^([^<>\r\n"]+ )?<?[^\s<>@]+@([a-z0-9-]+\.)+[a-z]{2,}>?$/,
    'must be an e-mail address, with or without a name before <…>',
  );

const address = z.email('must be an e-mail address');

const anyoneAt = z.string().regex(/^@([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be an e-mail address or `@host`');

const settingsFields = z.strictObject({
  /** Part of every name in the account; only `production` mails without an allow list. */
  stage: z.string().regex(/^[a-z][a-z0-9-]{1,15}$/, 'must be 2–16 lower-case letters, digits or hyphens'),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region'),
  /** Own host name of the archive with its certificate, which CloudFront wants in us-east-1. */
  domain: z
    .strictObject({
      name: hostName,
      certificateArn: z
        .string()
        .regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/, 'must be a certificate of us-east-1'),
    })
    .nullable(),
  /** Where readers find the archive, without a final slash; null: the domain's, else CloudFront's own address. */
  publicAddress: z
    .string()
    .regex(/^https:\/\/[^/\s]+$/, 'must be an https address without a path')
    .nullable(),
  /** First label of the sign-in page's host name; unique in the region among all accounts. */
  signInPrefix: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'must be lower-case letters, digits, hyphens'),
  sender: mailbox,
  replyTo: address,
  alarmEmail: address,
  /** Who may be written to outside production, addresses or `@hosts`; in production empty. */
  mailAllowList: z.array(z.union([address, anyoneAt])),
  /** Where an alarm's reader finds the runbook; `#<alarm name>` is put behind it. */
  runbookAddress: z.string().min(1),
});

const settingsSchema = settingsFields.superRefine((settings, context) => {
  const isProduction = settings.stage === 'production';
  if (isProduction && settings.mailAllowList.length > 0) {
    const message = 'must be empty in production: the bulletin would reach nobody else';
    context.addIssue({ code: 'custom', path: ['mailAllowList'], message });
  }
  if (!isProduction && settings.mailAllowList.length === 0) {
    const message = 'must name at least one address outside production';
    context.addIssue({ code: 'custom', path: ['mailAllowList'], message });
  }
});

/** What differs between two installations of the product. */
export type Settings = z.infer<typeof settingsSchema>;

/** Settings a person has to mend; the message has one line a field. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads the settings: the file's fields, each replaced by the context value of the same name where there is one
 * (`cdk deploy -c stage=production -c mailAllowList=`). Throws {@link SettingsError} naming every wrong field.
 *
 * @param text the settings file, JSON
 * @param contextOf the value of a context key, undefined where none was given
 */
export function parseSettings(text: string, contextOf: (key: string) => unknown): Settings {
  const file = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  const merged = { ...file, ...overrides(contextOf) };
  const parsed = settingsSchema.safeParse(merged);
  if (parsed.success) return parsed.data;
  throw new SettingsError(parsed.error.issues.map(issueLine).join('\n'));
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

function issueLine(issue: z.core.$ZodIssue): string {
  const field = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.');
  return `settings: ${field}: ${issue.message}`;
}

function overrides(contextOf: (key: string) => unknown): Record<string, unknown> {
  const given = Object.keys(settingsFields.shape).map((key) => [key, fromContext(key, contextOf(key))] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** The command line knows only texts: lists and objects are read out of them. */
function fromContext(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (key === 'mailAllowList') return value.split(',').filter((item) => item !== '');
  if (key === 'domain') return value === '' ? null : JSON.parse(value);
  return key === 'publicAddress' && value === '' ? null : value;
}
