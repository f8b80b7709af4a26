import { bareHost, type PressAnswer } from '../../lambdas/local/press/press.ts';
import { samplePress } from '../../lambdas/local/press/sample-press.ts';
import type { FetchOutcome, Web } from '../../lambdas/ports/web.ts';

/** Papers of the small press; enough for one story told twice. */
const PAPERS = ['baocongvu', 'luatvadoi'];

const answers = new Map<string, PressAnswer | 'down'>();

/** Items a feed of the small press keeps: every one is four effects of the sweep. */
const ITEMS = 2;

/** A few papers of the sample press without a network between: what it serves, as the web port tells it. */
export function smallPress(day: string) {
  const press = samplePress(day);
  const sources = press.sources.filter((source) => PAPERS.includes(source.id));
  const web: Web = {
    fetch: async ({ url }) => {
      const { hostname, pathname, search } = new URL(url);
      const key = `${day} ${bareHost(hostname)}${pathname}${search}`;
      const known = answers.get(key) ?? press.serve({ host: hostname, path: `${pathname}${search}`, headers: {} });
      answers.set(key, known);
      return outcomeOf(url, known);
    },
  };
  return { sources, web };
}

function outcomeOf(url: string, answer: PressAnswer | 'down'): FetchOutcome {
  if (answer === 'down') return { kind: 'failed', failure: 'unreachable', detail: url, retryAfterSeconds: null };
  if (answer.status !== 200) return { kind: 'failed', failure: 'not-found', detail: url, retryAfterSeconds: null };
  const contentType = answer.headers['content-type'] ?? '';
  const body = contentType.includes('xml') ? shortFeed(answer.body) : answer.body;
  return { kind: 'fetched', url, contentType, body, validators: { etag: null, lastModified: null } };
}

function shortFeed(body: Uint8Array): Uint8Array {
  const [head = '', ...items] = new TextDecoder().decode(body).split('<item>');
  return new TextEncoder().encode(
    `${[head, ...items.slice(0, ITEMS)].join('<item>').replace(/<\/channel>[\s\S]*/, '')}</channel></rss>`,
  );
}
