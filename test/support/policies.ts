import { z } from 'zod';
import type { Statement } from '../lib/facts.ts';

/** One call of AWS: the action, what it is on, the partition key where there is one. */
export interface Call {
  readonly action: string;
  /** `newsroom/settings/x.json` (bucket and key), `table:newsroom`, `table:newsroom/index/bySourceDay`, `queue:gather`, `secret:token`, `mail`. */
  readonly resource: string;
  readonly leadingKey: string | null;
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

const keysSchema = z.object({ 'ForAllValues:StringLike': z.object({ 'dynamodb:LeadingKeys': z.array(z.string()) }) });

function conditionHolds(condition: unknown, { leadingKey }: Call): boolean {
  const keys = keysSchema.safeParse(condition);
  if (!keys.success) return true;
  const patterns = keys.data['ForAllValues:StringLike']['dynamodb:LeadingKeys'];
  // ForAllValues holds of no value at all.
  return leadingKey === null || patterns.some((pattern) => matches(pattern, leadingKey));
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
