import { z } from 'zod';

const articleSchema = z.object({
  id: z.string(),
  token: z.string(),
  title: z.string(),
  author: z.string(),
  description: z.string(),
  cover: z.string(),
  paragraphs: z.array(z.string()),
  /** Milliseconds. */
  at: z.number(),
});
/** An article the stand-in took. */
export type TakenArticle = z.infer<typeof articleSchema>;

/** What the stand-in for Zalo keeps. */
export const zaloWorldSchema = z.object({
  version: z.literal(1),
  /** The one refresh token that is good for a renewal. */
  refreshToken: z.string(),
  renewals: z.number().int(),
  accessToken: z.string().nullable(),
  accessUntil: z.number(),
  articles: z.array(articleSchema),
  broadcasts: z.array(z.object({ messageId: z.string(), articleId: z.string(), at: z.number() })),
});
/** See {@link zaloWorldSchema}. */
export type ZaloWorld = z.infer<typeof zaloWorldSchema>;

/** The application and the first refresh token of the stand-in, as a person would put them into the secret. */
export const LOCAL_ACCOUNT = {
  appId: 'diembao-local',
  secretKey: 'local-secret-key',
  refreshToken: 'refresh-0',
} as const;

/** An account nobody has posted to. */
export function newZaloWorld(): ZaloWorld {
  return {
    version: 1,
    refreshToken: LOCAL_ACCOUNT.refreshToken,
    renewals: 0,
    accessToken: null,
    accessUntil: 0,
    articles: [],
    broadcasts: [],
  };
}
