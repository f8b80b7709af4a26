import { isBefore, shift } from '../../core/calendar/instant.ts';
import type { Issue, IssueState } from '../../core/issue/issue.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import {
  articleOf,
  DISCONNECTED,
  isAtRest,
  isBroadcastHour,
  isFresh,
  type ZaloPart,
  type ZaloStep,
} from '../../core/zalo/post.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { ZaloReply } from '../../ports/zalo-account.ts';
import { zaloArticle } from './zalo-article.ts';
import { readZaloPost, writeZaloStep } from './zalo-posts.ts';
import { type ZaloTokenPorts, zaloToken } from './zalo-token.ts';

/** What {@link postZalo} needs of the world. */
export interface PostZaloPorts extends ZaloTokenPorts {
  readonly issues: IssueRegister;
  readonly archive: ObjectStore;
  /** Keeps how far each issue has come. */
  readonly newsroom: ObjectStore;
}

/** What to post, and where its readers find the archive; `secretId`: the account's. */
export interface PostZaloRequest {
  readonly issueKey: IssueKey;
  readonly publicAddress: string;
  readonly secretId: string;
}

/** How far an issue has come after this run; `not-published`: there is nothing to post. */
export type PostZaloOutcome = ZaloStep | { readonly kind: 'not-published' };

/** One run, with the last step as it is kept, and its tag. */
interface Run {
  readonly ports: PostZaloPorts;
  readonly request: PostZaloRequest;
  readonly issue: Issue;
  etag: string | null;
  step: ZaloStep;
}

/** The next step, or null where this run can do no more. */
type Next = Promise<ZaloStep | null>;

/** Milliseconds an unanswered request for an article is given before the list is asked for it. */
const ANSWERLESS = 5 * 60_000;
/** Milliseconds an article may be in the making. */
const MAKING = 60 * 60_000;
/** Requests for an article, where the list says that none of them came to anything. */
const ATTEMPTS = 2;
/** Looks at an article in the making in one run, and the milliseconds between. */
const LOOKS = 4;
const PAUSE = 3_000;

const POSTABLE: ReadonlySet<IssueState> = new Set(['published', 'mailing', 'sent', 'corrected']);

/**
 * Posts a published issue to the Official Account, as far as it goes now: article, then broadcast. May run any number of times,
 * one at a time: what Zalo accepted is never asked for again, and what nobody knows is parked for a person.
 */
export async function postZalo(ports: PostZaloPorts, request: PostZaloRequest): Promise<PostZaloOutcome> {
  const issue = await ports.issues.get(request.issueKey);
  if (!issue || !POSTABLE.has(issue.state) || issue.imported || !issue.publishedAt) return { kind: 'not-published' };
  const stored = await readZaloPost(ports.newsroom, request.issueKey);
  const since = ports.clock.now();
  const step: ZaloStep = stored?.value.step ?? { kind: 'ready', since, why: '' };
  const run: Run = { ports, request, issue, etag: stored?.etag ?? null, step };
  while (!isAtRest(run.step)) {
    const before = run.step;
    const next: ZaloStep | null = isFresh(issue.publishedAt, since)
      ? await nextStep(run, before)
      : { kind: 'late', since, articleId: articleOf(before) };
    if (next === null) break;
    await keep(run, next);
    if (next.kind === before.kind) break;
  }
  return run.step;
}

function nextStep(run: Run, step: ZaloStep): Next {
  switch (step.kind) {
    case 'ready':
      return create(run, 1);
    case 'creating':
      return findArticle(run, step);
    case 'created':
      return waitForArticle(run, step);
    case 'listed':
      return broadcast(run, step);
    case 'broadcasting':
      return Promise.resolve({ kind: 'uncertain', since: step.since, part: 'broadcast', articleId: step.articleId });
    default:
      return Promise.resolve(null);
  }
}

/** The step is written before the call: a run that finds it knows that the call may have been made. */
async function create(run: Run, attempt: number): Next {
  const { ports, request } = run;
  const token = await zaloToken(ports, request.secretId);
  const since = ports.clock.now();
  if (token.kind === 'off') return { kind: 'off', since };
  if (token.kind === 'none') return { kind: 'ready', since, why: token.why };
  const article = await zaloArticle(ports.archive, run.issue, request);
  if (article === null) return refused(run, { part: 'article', articleId: null, why: 'no picture' });
  await keep(run, { kind: 'creating', since, attempt });
  const reply = await withToken(run, token.accessToken, (accessToken) =>
    ports.account.createArticle(accessToken, article),
  );
  switch (reply.kind) {
    case 'accepted':
      return { kind: 'created', since: ports.clock.now(), token: reply.value.token };
    case 'unknown':
      return null;
    case 'refused':
      return refused(run, { part: 'article', articleId: null, why: reply.why });
    default:
      return { kind: 'ready', since: ports.clock.now(), why: reply.why };
  }
}

/** Nobody knows whether the article was taken: the account's list does, by its title. */
async function findArticle(run: Run, step: ZaloStep & { readonly kind: 'creating' }): Next {
  const { ports, request, issue } = run;
  if (isBefore(ports.clock.now(), shift(step.since, ANSWERLESS))) return null;
  const article = await zaloArticle(ports.archive, issue, request);
  const listed = await asked(run, (accessToken) => ports.account.listArticles(accessToken));
  if (listed.kind !== 'accepted') return null;
  const since = ports.clock.now();
  const found = listed.value.find(({ title }) => title.normalize('NFC') === article?.title);
  if (found) return { kind: 'listed', since, articleId: found.id, why: '' };
  if (step.attempt < ATTEMPTS) return create(run, step.attempt + 1);
  return { kind: 'uncertain', since, part: 'article', articleId: null };
}

async function waitForArticle(run: Run, { token, since }: ZaloStep & { readonly kind: 'created' }): Next {
  const { ports } = run;
  for (let look = 0; look < LOOKS; look += 1) {
    if (look > 0) await ports.clock.sleep(PAUSE);
    const reply = await asked(run, (accessToken) => ports.account.articleId(accessToken, token));
    if (reply.kind === 'refused') return refused(run, { part: 'article', articleId: null, why: reply.why });
    if (reply.kind !== 'accepted') return null;
    const { id } = reply.value;
    if (id !== null) return { kind: 'listed', since: ports.clock.now(), articleId: id, why: '' };
  }
  if (isBefore(ports.clock.now(), shift(since, MAKING))) return null;
  return { kind: 'uncertain', since: ports.clock.now(), part: 'article', articleId: null };
}

/** A broadcast asked for twice is sent twice: what nobody knows is not asked for again. */
async function broadcast(run: Run, { articleId }: ZaloStep & { readonly kind: 'listed' }): Next {
  const { ports, request } = run;
  if (!isBroadcastHour(ports.clock.now())) return null;
  const token = await zaloToken(ports, request.secretId);
  const since = ports.clock.now();
  if (token.kind !== 'token') return { kind: 'listed', since, articleId, why: whyNone(token) };
  await keep(run, { kind: 'broadcasting', since, articleId });
  const reply = await withToken(run, token.accessToken, (accessToken) =>
    ports.account.broadcast(accessToken, articleId),
  );
  switch (reply.kind) {
    case 'accepted':
      return { kind: 'done', since: ports.clock.now(), articleId, messageId: reply.value.messageId };
    case 'unknown':
      return { kind: 'uncertain', since: ports.clock.now(), part: 'broadcast', articleId };
    case 'refused':
      return refused(run, { part: 'broadcast', articleId, why: reply.why });
    default:
      return { kind: 'listed', since: ports.clock.now(), articleId, why: reply.why };
  }
}

/** A call with a token that was just given; once more with a new one where Zalo will not have it, for then nothing was done. */
async function withToken<T>(
  { ports, request }: Run,
  accessToken: string,
  call: (accessToken: string) => Promise<ZaloReply<T>>,
): Promise<ZaloReply<T>> {
  const reply = await call(accessToken);
  if (reply.kind !== 'stale-token') return reply;
  const token = await zaloToken(ports, request.secretId, accessToken);
  return token.kind === 'token' ? call(token.accessToken) : { kind: 'later', why: whyNone(token) };
}

/** A call that leaves nothing behind. */
async function asked<T>(run: Run, call: (accessToken: string) => Promise<ZaloReply<T>>): Promise<ZaloReply<T>> {
  const token = await zaloToken(run.ports, run.request.secretId);
  return token.kind === 'token' ? withToken(run, token.accessToken, call) : { kind: 'later', why: whyNone(token) };
}

function whyNone(token: { readonly kind: 'off' } | { readonly kind: 'none'; readonly why: string }): string {
  return token.kind === 'off' ? DISCONNECTED : token.why;
}

function refused(
  { ports }: Run,
  what: { readonly part: ZaloPart; readonly articleId: string | null; readonly why: string },
): ZaloStep {
  return { kind: 'refused', since: ports.clock.now(), ...what };
}

/** Throws where another run was faster: this one knows nothing any more. */
async function keep(run: Run, step: ZaloStep): Promise<void> {
  const { issueKey } = run.request;
  const etag = await writeZaloStep(run.ports.newsroom, { issueKey, etag: run.etag }, step);
  if (etag === null) throw new Error(`zalo: another run is posting ${issueKey}`);
  run.etag = etag;
  run.step = step;
}
