import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { Liquid } from 'liquidjs';
import { z } from 'zod';
import { dayOf, fromMillis, toMillis } from '../core/calendar/instant.ts';
import { formatDate } from '../core/vietnamese/dates.ts';
import type { Mailbox } from './aws/ses/mailbox.ts';
import { type OpenedMail, openMail } from './open-mail.ts';
import type { TakenArticle, ZaloWorld } from './zalo/zalo-world.ts';

const wordsSchema = z.record(z.string(), z.string());

/** What left the house: mail, and what was posted to the stand-in for Zalo. */
interface Posts {
  readonly mailbox: Pick<Mailbox, 'list' | 'read'>;
  readonly zalo: Pick<ZaloWorld, 'articles' | 'broadcasts'>;
}

/** The ways to look at a mail, by the word in the address. */
const VIEWS: Readonly<Record<string, string>> = { 'dien-thoai': 'phone', 'van-ban': 'text', nguon: 'source' };

/** A mail is shown as a mail program would: no script, nothing loaded but pictures, no reading of the page around it. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; sandbox allow-popups";
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'";

/** The pages of the outbox: a list, and every mail as HTML, on a phone, as text and as source. */
export function outboxPages(posts: Posts, templates: string): Hono {
  const { mailbox: outbox, zalo } = posts;
  const liquid = new Liquid({ root: join(templates, 'local'), outputEscape: 'escape', strictVariables: true });
  const words = wordsSchema.parse(JSON.parse(readFileSync(join(templates, 'local', 'messages.json'), 'utf8')));
  const page = async (name: string, model: object): Promise<Response> => {
    const html = z.string().parse(await liquid.renderFile(name, model));
    return new Response(html, { headers: headers('text/html; charset=utf-8', PAGE_POLICY) });
  };
  const open = async (id: string): Promise<{ raw: Uint8Array<ArrayBuffer>; mail: OpenedMail } | null> => {
    const raw = await outbox.read(id);
    return raw && { raw: new Uint8Array(raw), mail: await openMail(raw) };
  };
  const app = new Hono();
  app.get('/outbox', async () => {
    const sent = outbox.list().toReversed();
    const mails = await Promise.all(
      sent.map(async (mail) => ({
        id: mail.id,
        at: momentText(mail.at),
        to: mail.to.join(', '),
        state: mail.state,
        subject: (await open(mail.id))?.mail.subject ?? '',
      })),
    );
    return page('outbox.html', {
      mails,
      words,
      posts: zalo.articles.toReversed().map((article) => postOf(article, zalo)),
    });
  });
  app.get('/outbox/outbox.css', () => {
    const style = readFileSync(join(templates, 'local', 'outbox.css'));
    return new Response(style, { headers: headers('text/css; charset=utf-8', PAGE_POLICY) });
  });
  app.get('/outbox/:id', async (context) => {
    const id = context.req.param('id');
    const opened = await open(id);
    if (!opened) return context.notFound();
    const view = VIEWS[context.req.query('xem') ?? ''] ?? 'html';
    const source = view === 'source' ? new TextDecoder().decode(opened.raw) : '';
    return page('mail.html', { id, view, source, mail: opened.mail, sentAt: momentText(opened.mail.date) });
  });
  app.get('/outbox/:id/thu.html', async (context) => {
    const opened = await open(context.req.param('id'));
    if (!opened) return context.notFound();
    return new Response(opened.mail.html, { headers: headers('text/html; charset=utf-8', MAIL_POLICY) });
  });
  app.get('/outbox/:id/thu.eml', async (context) => {
    const opened = await open(context.req.param('id'));
    if (!opened) return context.notFound();
    return new Response(opened.raw, { headers: headers('message/rfc822', PAGE_POLICY) });
  });
  return app;
}

/** An article with the moments at which it was posted and broadcast; null where it was not. */
function postOf(article: TakenArticle, { broadcasts }: Posts['zalo']): object {
  const { title, author, description, cover, paragraphs } = article;
  const sent = broadcasts
    .filter(({ articleId }) => articleId === article.id)
    .map((each) => momentText(fromMillis(each.at)));
  return {
    title,
    author,
    description,
    cover: new URL(cover).pathname,
    paragraphs,
    at: momentText(fromMillis(article.at)),
    sent,
  };
}

/** `08:00, 23/11/2026` in Viet Nam; what is no time stays as it was written. */
function momentText(written: string): string {
  if (Number.isNaN(Date.parse(written))) return written;
  const instant = fromMillis(toMillis(written));
  return `${instant.slice(11, 16)}, ${formatDate(dayOf(instant))}`;
}

function headers(contentType: string, policy: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}
