import { FUNCTIONS, type FunctionName } from '../../lambdas/names.ts';
import type { CostData } from './data.ts';
import type { Use } from './month.ts';
import { often, runsOf } from './runs.ts';

/** Which price an operation has; the end of its name says which row was asked for. */
const ASKED: readonly { readonly operation: RegExp; readonly service: string; readonly price: string }[] = [
  { operation: /^dynamodb:(GetItem|Query|BatchGetItem)( \w+)?$/, service: 'DynamoDB', price: 'dynamodb.read' },
  { operation: /^dynamodb:(PutItem|UpdateItem)( \w+)?$/, service: 'DynamoDB', price: 'dynamodb.write' },
  { operation: /^s3:PUT$/, service: 'S3', price: 's3.put' },
  { operation: /^s3:(GET|HEAD)$/, service: 'S3', price: 's3.get' },
  { operation: /^sqs:/, service: 'SQS', price: 'sqs.request' },
  { operation: /^secrets_manager:/, service: 'Secrets Manager', price: 'secretsmanager.request' },
];

/** What a request is asked for by, where it is not by the work that was measured. */
type Cause = 'second' | 'run' | 'batch' | 'mail' | 'article';

/** The first that fits: what a delivery looks at while it waits, what it begins and ends with, and what each of its mails takes. */
const CAUSES: readonly { readonly of: FunctionName; readonly asked: RegExp; readonly by: Cause }[] = [
  { of: 'deliver-mail', asked: / pace$|:GetItem mailing$/, by: 'second' },
  { of: 'deliver-mail', asked: /^(s3|secrets_manager|sqs):|:Query$| mailing$/, by: 'run' },
  { of: 'deliver-mail', asked: /./, by: 'mail' },
  { of: 'record-mail-event', asked: / mailing$/, by: 'batch' },
  { of: 'visit-source', asked: /:Put/i, by: 'article' },
];

/** Requests as they were counted, for a month. */
export function requestUses(readers: number, data: CostData): Use[] {
  const { measured, assumptions } = data;
  const quantities = new Map<string, number>();
  for (const name of FUNCTIONS) {
    const work = measured.functions[name];
    if (!work || work.invocations === 0) continue;
    for (const [operation, count] of Object.entries(work.requests)) {
      const price = ASKED.find((each) => each.operation.test(operation))?.price;
      if (!price) continue;
      const twice = price === 'dynamodb.write' && name === 'visit-source' ? assumptions.writesPerEntry : 1;
      const more = count * timesOf(name, { operation, count }, { readers, data }) * twice;
      quantities.set(price, (quantities.get(price) ?? 0) + more);
    }
  }
  return [...quantities].map(([price, quantity]) => {
    const { service = price } = ASKED.find((each) => each.price === price) ?? {};
    return { service, what: price.split('.')[1] ?? price, price, quantity };
  });
}

/** How many of what a function asks for on the measured day it asks for in a month. */
function timesOf(
  name: FunctionName,
  { operation, count }: { readonly operation: string; readonly count: number },
  { readers, data: { measured, assumptions } }: { readonly readers: number; readonly data: CostData },
): number {
  const { articlesPerSourceDay, sources, days, issues } = assumptions;
  const counted = measured.functions[name]?.invocations ?? 1;
  const { works, waiting, invocations } = runsOf(readers, assumptions)[name] ?? often(days);
  const times: Readonly<Record<Cause, number>> = {
    // Once in each, whatever was counted on a day of one short delivery and of events that came one by one.
    second: waiting / count,
    batch: invocations / count,
    run: invocations / counted,
    mail: (readers * issues) / measured.basis.mails,
    article: (articlesPerSourceDay * sources * days) / measured.basis.articles,
  };
  const cause = CAUSES.find((each) => each.of === name && each.asked.test(operation))?.by;
  return cause ? times[cause] : works / counted;
}
