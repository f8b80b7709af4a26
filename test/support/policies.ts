import { z } from 'zod';

const list = z.union([z.array(z.any()), z.any().transform((one) => [one])]);
/** A statement as a template has it; what would say it the other way round (`NotAction`, `NotResource`) is not read, but refused. */
export const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.string(),
  Action: list,
  Resource: list.default([]),
  Condition: z.record(z.string(), z.any()).default({}),
});
/** One statement of a policy, its actions and resources as lists. */
export type Statement = z.infer<typeof statementSchema>;

/** One call of AWS: the action, what it is on, and what its conditions may ask for. */
export interface Call {
  readonly action: string;
  /**
   * `newsroom/settings/x.json` (bucket and key), `table:newsroom`, `table:newsroom/index/bySourceDay`, `queue:gather`,
   * `secret:token`, `mail:identity/example.vn`, `mail:configuration-set/bulletin`.
   */
  readonly resource: string;
  /** IAM's condition keys and their values: `dynamodb:LeadingKeys`, `ses:FromAddress`, `ses:Recipients`, `s3:if-none-match`. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** Whether a statement is about a call; `unknown` where it says so in words that are not understood here. */
type Applies = 'yes' | 'no' | 'unknown';

/**
 * Whether statements of a role let it make a call: one that allows it and none that denies it (IAM's evaluation). What is not
 * understood allows nothing and denies what it may be about.
 */
export function allows(statements: readonly Statement[], call: Call): boolean {
  const told = statements.map((each) => ({ isAllow: each.Effect === 'Allow', applies: applies(each, call) }));
  const isAllowed = told.some(({ isAllow, applies: about }) => isAllow && about === 'yes');
  return isAllowed && !told.some(({ isAllow, applies: about }) => !isAllow && about !== 'no');
}

/** The smallest thing a role is allowed: one action on one resource, and one pattern of keys where the statement has some. */
export interface Allowance {
  /** `action resource`, and the pattern after it. */
  readonly what: string;
  readonly statement: Statement;
}

/** What statements allow, piece by piece. */
export function allowancesOf(statements: readonly Statement[]): Allowance[] {
  return statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap((each) =>
      patternsOf(each).flatMap(([pattern, Condition]) =>
        each.Action.flatMap((action) =>
          each.Resource.map((resource) => ({
            what: [action, nameOf(resource), pattern].filter(Boolean).join(' '),
            statement: { Effect: 'Allow', Action: [action], Resource: [resource], Condition },
          })),
        ),
      ),
    );
}

const LEADING_KEYS = z.object({ 'ForAllValues:StringLike': z.object({ 'dynamodb:LeadingKeys': z.array(z.string()) }) });

function patternsOf({ Condition }: Statement): [string, Statement['Condition']][] {
  const keys = LEADING_KEYS.safeParse(Condition);
  if (!keys.success) return [['', Condition]];
  return keys.data['ForAllValues:StringLike']['dynamodb:LeadingKeys'].map((pattern) => [
    pattern,
    { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [pattern] } },
  ]);
}

function applies({ Action, Resource, Condition }: Statement, call: Call): Applies {
  // IAM takes actions in any case, everything else as it is written.
  if (!Action.some((action) => matches(String(action).toLowerCase(), call.action.toLowerCase()))) return 'no';
  return every([some(Resource.map((each) => isAbout(each, call.resource))), conditionHolds(Condition, call)]);
}

function isAbout(resource: unknown, asked: string): Applies {
  const name = nameOf(resource);
  if (name === null) return 'unknown';
  return matches(name, asked) ? 'yes' : 'no';
}

function some(all: readonly Applies[]): Applies {
  if (all.includes('yes')) return 'yes';
  return all.includes('unknown') ? 'unknown' : 'no';
}

function every(all: readonly Applies[]): Applies {
  if (all.includes('no')) return 'no';
  return all.includes('unknown') ? 'unknown' : 'yes';
}

const wantedSchema = z.union([z.array(z.string()), z.string().transform((one) => [one])]);
const keysSchema = z.record(z.string(), wantedSchema);

/** The operators the house uses. Of no value at all `ForAllValues` holds and `StringEquals` does not. */
const OPERATORS: Readonly<Record<string, (given: readonly string[], wanted: readonly string[]) => boolean>> = {
  StringEquals: (given, wanted) => given.length > 0 && given.every((each) => wanted.includes(each)),
  'ForAllValues:StringLike': (given, wanted) => given.every((each) => wanted.some((pattern) => matches(pattern, each))),
  Null: (given, [wanted]) => (given.length === 0) === (wanted === 'true'),
};

/** Keys whose values a request is read for; of any other nobody here knows whether it is absent. */
const KEYS: ReadonlySet<string> = new Set([
  'dynamodb:LeadingKeys',
  's3:if-none-match',
  'ses:FromAddress',
  'ses:Recipients',
]);

function conditionHolds(condition: Readonly<Record<string, unknown>>, { context }: Call): Applies {
  return every(
    Object.entries(condition).flatMap(([name, value]) => {
      const operator = OPERATORS[name];
      const keys = keysSchema.safeParse(value);
      if (!operator || !keys.success) return ['unknown'];
      return Object.entries(keys.data).map(([key, wanted]): Applies => {
        if (!KEYS.has(key) || wanted.some((each) => each.includes('${'))) return 'unknown';
        return operator(context[key] ?? [], wanted) ? 'yes' : 'no';
      });
    }),
  );
}

/** `*` stands for any characters, none among them, and `?` for one. */
function matches(pattern: string, text: string): boolean {
  const rule = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${rule}$`, 'su').test(text);
}

/** A resource of the template in the words of {@link Call}; null of what is none of the house's own. */
function nameOf(resource: unknown): string | null {
  if (resource === '*') return '*';
  const text = JSON.stringify(resource);
  const mail = /:((?:identity|configuration-set)\/[^"]+)"\]\]\}$/u.exec(text)?.[1];
  if (text.includes(':ses:')) return mail === undefined ? null : `mail:${mail.replace(/\/diembao-[a-z]+-/u, '/')}`;
  const suffix = /"(\/[^"]*)"\]\]\}$/u.exec(text)?.[1] ?? '';
  const table = /FnGetAtttable([a-z]+)[0-9A-F]{8}Arn/u.exec(text)?.[1];
  if (table) return `table:${table}${suffix}`;
  const bucket = /FnGetAtt(newsroom|archive)[0-9A-F]{8}Arn/u.exec(text)?.[1];
  if (bucket) return `${bucket}${suffix}`;
  const secret = /Ref(token|zalo)[a-z]*[0-9A-F]{8}/u.exec(text)?.[1];
  if (secret) return `secret:${secret}`;
  const queue = /"(queue|dead)([a-z]+)[0-9A-F]{8}"/u.exec(text);
  return queue ? `${queue[1]}:${queue[2]}` : null;
}
