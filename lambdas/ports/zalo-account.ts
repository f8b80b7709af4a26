import type { ZaloArticle } from '../core/zalo/article.ts';
import type { ZaloCredentials, ZaloGrant } from '../core/zalo/credentials.ts';

/**
 * What came of a call: `accepted`; not done and may be tried again (`later`), again with a new token (`stale-token`), or not
 * as it is (`refused`); `unknown`: the answer was lost or says nothing, so it may have been done.
 */
export type ZaloReply<T> =
  | { readonly kind: 'accepted'; readonly value: T }
  | { readonly kind: 'later' | 'refused' | 'stale-token' | 'unknown'; readonly why: string };

/** An article in the account's list. */
export interface ListedArticle {
  readonly id: string;
  readonly title: string;
}

/** The house's Zalo Official Account. No call is ever repeated here. */
export interface ZaloAccount {
  /** A new pair of tokens for the refresh token, which is used up by it. `refused`: it was used up before, or is revoked. */
  refresh(credentials: ZaloCredentials): Promise<ZaloReply<ZaloGrant>>;
  /** Asks for an article, which is made after the answer; `token` asks for its id. */
  createArticle(accessToken: string, article: ZaloArticle): Promise<ZaloReply<{ readonly token: string }>>;
  /** The id of an article that was asked for; null: it is still being made. */
  articleId(accessToken: string, token: string): Promise<ZaloReply<{ readonly id: string | null }>>;
  /** The newest articles, at most ten. */
  listArticles(accessToken: string): Promise<ZaloReply<readonly ListedArticle[]>>;
  /** Sends an article to everyone who follows the account. Asked twice, it is sent twice. */
  broadcast(accessToken: string, articleId: string): Promise<ZaloReply<{ readonly messageId: string }>>;
}
