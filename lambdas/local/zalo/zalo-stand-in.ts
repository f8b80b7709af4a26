import { z } from 'zod';
import { ZALO_LIMITS } from '../../core/zalo/limits.ts';
import { LOCAL_ACCOUNT, type TakenArticle, type ZaloWorld } from './zalo-world.ts';

/** What may be made to go wrong, a call each: `code` is answered instead of doing it; `lost`: done, but no answer comes. */
export type ZaloFault =
  | { readonly kind: 'code'; readonly path: string; readonly code: number }
  | { readonly kind: 'lost'; readonly path: string };

/** What the stand-in has of the world. */
export interface StandInDoors {
  readonly world: ZaloWorld;
  readonly now: () => number;
  /** Bytes of a picture as its public address gives them; null: there is none. */
  readonly pictureAt: (address: string) => Promise<number | null>;
  /** Called after every change, before the answer. */
  readonly changed: () => Promise<void>;
  readonly faults: ZaloFault[];
}

/** An answer of status 200, or none. */
export type StandInAnswer = { readonly kind: 'json'; readonly body: object } | { readonly kind: 'lost' };

/** A call as it arrives. */
export interface StandInCall {
  /** With its query, without a host. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Seconds an access token holds: shorter than the real one's, so that renewals are met in an ordinary day. */
const ACCESS_SECONDS = 3_600;
/** Milliseconds an article takes to be made. */
const MAKING = 2_000;
const MOST_LISTED = 10;

const articleSchema = z.object({
  type: z.literal('normal'),
  title: z.string().min(1).max(ZALO_LIMITS.title),
  author: z.string().min(1).max(ZALO_LIMITS.author),
  cover: z.object({ cover_type: z.literal('photo'), photo_url: z.url(), status: z.enum(['show', 'hide']) }),
  description: z.string().min(1).max(ZALO_LIMITS.description),
  body: z.array(z.object({ type: z.literal('text'), content: z.string().min(1) })).min(1),
  status: z.enum(['show', 'hide']),
  comment: z.enum(['show', 'hide']),
});
const messageSchema = z.object({
  recipient: z.object({ target: z.object({ gender: z.string() }) }),
  message: z.object({
    attachment: z.object({
      type: z.literal('template'),
      payload: z.object({
        template_type: z.literal('media'),
        elements: z
          .array(z.object({ media_type: z.literal('article'), attachment_id: z.string() }))
          .min(1)
          .max(5),
      }),
    }),
  }),
});
const tokenSchema = z.object({ token: z.string() });

/** Answers one call as Zalo does: always status 200, errors as `{ error, message }`. */
export async function answerAsZalo(doors: StandInDoors, call: StandInCall): Promise<StandInAnswer> {
  const { pathname: path } = new URL(call.target, 'http://zalo');
  const place = doors.faults.findIndex((fault) => fault.path === path);
  const [fault] = place < 0 ? [] : doors.faults.splice(place, 1);
  if (fault?.kind === 'code') return error(fault.code, 'made to go wrong');
  const answer = path === '/v4/oa/access_token' ? renew(doors, call) : await answerCall(doors, path, call);
  await doors.changed();
  return fault?.kind === 'lost' ? { kind: 'lost' } : answer;
}

/** A refresh token is good once: the second use is refused, whatever came of the first one's answer. */
function renew({ world, now }: StandInDoors, { headers, body }: StandInCall): StandInAnswer {
  const form = new URLSearchParams(body);
  if (headers.secret_key !== LOCAL_ACCOUNT.secretKey || form.get('app_id') !== LOCAL_ACCOUNT.appId)
    return error(-14_002, 'Invalid app id or secret key');
  if (form.get('grant_type') !== 'refresh_token' || form.get('refresh_token') !== world.refreshToken)
    return error(-14_014, 'Invalid refresh token');
  world.renewals += 1;
  world.refreshToken = `refresh-${world.renewals}`;
  world.accessToken = `access-${world.renewals}`;
  world.accessUntil = now() + ACCESS_SECONDS * 1_000;
  const { accessToken: access_token, refreshToken: refresh_token } = world;
  return { kind: 'json', body: { access_token, refresh_token, expires_in: String(ACCESS_SECONDS) } };
}

async function answerCall(doors: StandInDoors, path: string, call: StandInCall): Promise<StandInAnswer> {
  const { world, now } = doors;
  if (world.accessToken === null || call.headers.access_token !== world.accessToken || now() >= world.accessUntil)
    return error(-216, 'Access token is invalid');
  switch (path) {
    case '/v2.0/article/create':
      return create(doors, call);
    case '/v2.0/article/verify':
      return verify(doors, call);
    case '/v2.0/article/getslice':
      return list(doors, call);
    case '/v2.0/oa/message':
      return broadcast(doors, call);
    default:
      return error(-404, 'empty api');
  }
}

async function create({ world, now, pictureAt }: StandInDoors, { body }: StandInCall): Promise<StandInAnswer> {
  const parsed = articleSchema.safeParse(jsonOf(body));
  if (!parsed.success) return error(-201, parsed.error.issues.map(({ path }) => path.join('.')).join(', '));
  const { title, author, description, cover, body: parts } = parsed.data;
  const picture = await pictureAt(cover.photo_url);
  if (picture === null) return error(-201, 'cover.photo_url: no picture');
  if (picture > ZALO_LIMITS.picture) return error(-210, 'cover.photo_url: the picture is too large');
  const number = world.articles.length + 1;
  const taken: TakenArticle = {
    id: `article-${number}`,
    token: `token-${number}`,
    title,
    author,
    description,
    cover: cover.photo_url,
    paragraphs: parts.map(({ content }) => content),
    at: now(),
  };
  world.articles.push(taken);
  return { kind: 'json', body: { error: 0, message: 'Success', data: { token: taken.token } } };
}

function verify({ world, now }: StandInDoors, { body }: StandInCall): StandInAnswer {
  const asked = tokenSchema.safeParse(jsonOf(body));
  const found = world.articles.find(({ token }) => asked.success && token === asked.data.token);
  if (!found) return error(-201, 'token is invalid');
  if (now() < found.at + MAKING) return error(-214, 'Article is being processed');
  return { kind: 'json', body: { error: 0, message: 'Success', data: { id: found.id } } };
}

function list({ world, now }: StandInDoors, { target }: StandInCall): StandInAnswer {
  const limit = Number(new URL(target, 'http://zalo').searchParams.get('limit'));
  if (!(limit >= 1 && limit <= MOST_LISTED)) return error(-210, 'limit exceeds the maximum');
  const made = world.articles.filter((article) => now() >= article.at + MAKING).toReversed();
  const medias = made.slice(0, limit).map(({ id, title, at }) => ({ id, title, type: 'normal', create_date: at }));
  return { kind: 'json', body: { error: 0, message: 'Success', data: { medias, total: made.length } } };
}

function broadcast({ world, now }: StandInDoors, { body }: StandInCall): StandInAnswer {
  const parsed = messageSchema.safeParse(jsonOf(body));
  if (!parsed.success) return error(-201, 'message is invalid');
  const [element] = parsed.data.message.attachment.payload.elements;
  const article = world.articles.find(({ id, at }) => id === element?.attachment_id && now() >= at + MAKING);
  if (!article) return error(-201, 'attachment_id is invalid');
  const messageId = `message-${world.broadcasts.length + 1}`;
  world.broadcasts.push({ messageId, articleId: article.id, at: now() });
  return { kind: 'json', body: { error: 0, message: 'Success', data: { message_id: messageId } } };
}

function error(code: number, message: string): StandInAnswer {
  return { kind: 'json', body: { error: code, message } };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
