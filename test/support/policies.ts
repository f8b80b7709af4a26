import { z } from 'zod';

const list = z.union([z.array(z.any()), z.any().transform((one) => [one])]);
/** A statement as a template has it. */
export const statementSchema = z.object({
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
  /** `newsroom/settings/x.json` (bucket and key), `table:newsroom`, `table:newsroom/index/bySourceDay`, `queue:gather`, `secret:token`, `mail`. */
  readonly resource: string;
  /** IAM's condition keys and their values: `dynamodb:LeadingKeys`, `ses:FromAddress`, `ses:Recipients`, `s3:if-none-match`. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** Whether statements of a role let it make a call: one that allows it and none that denies it (IAM's evaluation). */
export function allows(statements: readonly Statement[], call: Call): boolean {
  const applying = statements.filter((each) => applies(each, call));
  return applying.some(({ Effect }) => Effect === 'Allow') && !applying.some(({ Effect }) => Effect === 'Deny');
}

function applies({ Action, Resource, Condition }: Statement, call: Call): boolean {
  const acts = Action.some((action) => matches(String(action), call.action));
  return acts && Resource.some((each) => matches(nameOf(each), call.resource)) && conditionHolds(Condition, call);
}

const wantedSchema = z.union([z.array(z.string()), z.string().transform((one) => [one])]);
const conditionSchema = z.record(z.string(), z.record(z.string(), wantedSchema));

/** The operators the house uses. Of no value at all `ForAllValues` holds and `StringEquals` does not. */
const OPERATORS: Readonly<Record<string, (given: readonly string[], wanted: readonly string[]) => boolean>> = {
  StringEquals: (given, wanted) => given.length > 0 && given.every((each) => wanted.includes(each)),
  'ForAllValues:StringLike': (given, wanted) => given.every((each) => wanted.some((pattern) => matches(pattern, each))),
  Null: (given, [wanted]) => (given.length === 0) === (wanted === 'true'),
};

function conditionHolds(condition: unknown, { context }: Call): boolean {
  return Object.entries(conditionSchema.parse(condition)).every(([name, keys]) => {
    const operator = OPERATORS[name];
    if (!operator) throw new Error(`no condition operator ${name}`);
    return Object.entries(keys).every(([key, wanted]) => operator(context[key] ?? [], wanted));
  });
}

function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'u').test(text);
}

/** A resource of the template in the words of {@link Call}; what is none of the house's own is `?`. */
function nameOf(resource: unknown): string {
  if (resource === '*') return '*';
  const text = JSON.stringify(resource);
  if (text.includes(':ses:')) return 'mail';
  const suffix = /"(\/[^"]*)"\]\]\}$/u.exec(text)?.[1] ?? '';
  const table = /FnGetAtttable([a-z]+)[0-9A-F]{8}Arn/u.exec(text)?.[1];
  if (table) return `table:${table}${suffix}`;
  const bucket = /FnGetAtt(newsroom|archive)[0-9A-F]{8}Arn/u.exec(text)?.[1];
  if (bucket) return `${bucket}${suffix}`;
  const secret = /Ref(token|zalo)[a-z]*[0-9A-F]{8}/u.exec(text)?.[1];
  if (secret) return `secret:${secret}`;
  const queue = /"(queue|dead)([a-z]+)[0-9A-F]{8}"/u.exec(text);
  return queue ? `${queue[1]}:${queue[2]}` : '?';
}
