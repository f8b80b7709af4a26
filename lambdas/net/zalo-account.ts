import { z } from 'zod';
import type { ZaloArticle } from '../core/zalo/article.ts';
import { meaningOf } from '../core/zalo/error-codes.ts';
import type { ZaloAccount, ZaloReply } from '../ports/zalo-account.ts';

/** Where the service is, and how it is reached. */
export interface ZaloService {
  /** `https://openapi.zalo.me`. */
  readonly api: string;
  /** `https://oauth.zaloapp.com`. */
  readonly oauth: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** The real service. */
export const ZALO_SERVICE: ZaloService = {
  api: 'https://openapi.zalo.me',
  oauth: 'https://oauth.zaloapp.com',
  fetch: (url, init) => fetch(url, init),
};

/** Milliseconds an answer is waited for: given up too early it is an uncertain broadcast. */
const TIMEOUT = 30_000;
/** Longest answer read, bytes. */
const LONGEST = 256 * 1024;
/** Most the list of articles gives a call. */
const LISTED = 10;
/** Connecting failed: the request never left. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

const count = z.union([z.number(), z.string().regex(/^-?\d+$/u)]).transform(Number);
const errorSchema = z.object({ error: count, message: z.string().optional(), error_name: z.string().optional() });
const grantSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: count.pipe(z.number().positive()),
});
const text = z.union([z.string().min(1), z.number()]).transform(String);
const createdSchema = z.object({ data: z.object({ token: text }) });
const verifiedSchema = z.object({ data: z.object({ id: text }) });
const sentSchema = z.object({ data: z.object({ message_id: text }) });
const listSchema = z.object({ data: z.object({ medias: z.array(z.object({ id: text, title: z.string() })) }) });

/** The Official Account over HTTPS: OAuth v4 and the v2.0 articles and messages. Errors come in answers of status 200. */
export function createZaloAccount(service: ZaloService): ZaloAccount {
  const call = (accessToken: string, path: string, body?: object): Promise<Answer> =>
    ask(service, `${service.api}/v2.0/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { access_token: accessToken, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    refresh: async ({ appId, secretKey, refreshToken }) => {
      const answer = await ask(service, `${service.oauth}/v4/oa/access_token`, {
        method: 'POST',
        headers: { secret_key: secretKey },
        body: new URLSearchParams({ refresh_token: refreshToken, app_id: appId, grant_type: 'refresh_token' }),
      });
      return replyOf(answer, grantSchema, ({ access_token, refresh_token, expires_in }) => ({
        accessToken: access_token,
        refreshToken: refresh_token,
        seconds: expires_in,
      }));
    },
    createArticle: async (token, article) =>
      replyOf(await call(token, 'article/create', requestOf(article)), createdSchema, ({ data }) => data),
    articleId: async (accessToken, token) => {
      const answer = await call(accessToken, 'article/verify', { token });
      if (answer.kind === 'error' && meaningOf(answer.code) === 'processing')
        return { kind: 'accepted', value: { id: null } };
      return replyOf(answer, verifiedSchema, ({ data }): { id: string | null } => data);
    },
    listArticles: async (token) =>
      replyOf(
        await call(token, `article/getslice?offset=0&limit=${LISTED}&type=normal`),
        listSchema,
        ({ data }) => data.medias,
      ),
    broadcast: async (token, articleId) =>
      replyOf(await call(token, 'oa/message', broadcastOf(articleId)), sentSchema, ({ data }) => ({
        messageId: data.message_id,
      })),
  };
}

/** `body`: an answer without an error; `error`: one with a code; `lost`: none that could be read, or one of a broken server. */
type Answer =
  | { readonly kind: 'body'; readonly body: unknown }
  | { readonly kind: 'error'; readonly code: number; readonly why: string }
  | { readonly kind: 'lost' | 'not-sent'; readonly why: string };

async function ask({ fetch }: ZaloService, url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) });
    if (response.status === 429) return { kind: 'error', code: -32, why: 'HTTP 429' };
    const body = await readBody(response);
    const error = errorSchema.safeParse(body);
    if (error.success && error.data.error !== 0) {
      const { error: code, message, error_name } = error.data;
      return { kind: 'error', code, why: `${code} ${message ?? error_name ?? ''}`.trim().slice(0, 200) };
    }
    return response.ok ? { kind: 'body', body } : { kind: 'lost', why: `HTTP ${response.status}` };
  } catch (error) {
    const code = codeOf(error);
    return { kind: NOT_SENT.has(code) ? 'not-sent' : 'lost', why: code || 'no answer' };
  }
}

async function readBody(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > LONGEST) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function replyOf<S extends z.ZodType, T>(answer: Answer, schema: S, read: (body: z.output<S>) => T): ZaloReply<T> {
  switch (answer.kind) {
    case 'lost':
      return { kind: 'unknown', why: answer.why };
    case 'not-sent':
      return { kind: 'later', why: answer.why };
    case 'error': {
      const meaning = meaningOf(answer.code);
      return { kind: meaning === 'processing' ? 'later' : meaning, why: answer.why };
    }
    default: {
      const parsed = schema.safeParse(answer.body);
      if (parsed.success) return { kind: 'accepted', value: read(parsed.data) };
      return { kind: 'unknown', why: 'an answer of another form' };
    }
  }
}

function requestOf(article: ZaloArticle): object {
  const { title, author, description, cover, paragraphs } = article;
  return {
    type: 'normal',
    title,
    author,
    cover: { cover_type: 'photo', photo_url: cover, status: 'show' },
    description,
    body: paragraphs.map((content) => ({ type: 'text', content })),
    status: 'show',
    comment: 'hide',
  };
}

/** To every follower: a target without conditions. */
function broadcastOf(articleId: string): object {
  const elements = [{ media_type: 'article', attachment_id: articleId }];
  const attachment = { type: 'template', payload: { template_type: 'media', elements } };
  return { recipient: { target: { gender: '0' } }, message: { attachment } };
}

function codeOf(error: unknown): string {
  const coded = z.object({ code: z.string() });
  const parsed = z.union([coded, z.object({ cause: coded })]).safeParse(error);
  if (!parsed.success) return '';
  return 'code' in parsed.data ? parsed.data.code : parsed.data.cause.code;
}
