import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNSUBSCRIBE_PLACEHOLDER } from '../../../lambdas/core/mailing/mailing.ts';
import { verifyToken } from '../../../lambdas/core/subscriptions/token.ts';
import { buildLetter, buildMime, type Copy, type Letter } from '../../../lambdas/rendering/mime.ts';
import { encodeBody, spliceBody } from '../../../lambdas/rendering/splice-body.ts';
import { boundaryOf, cutFrame } from '../../../lambdas/rendering/splice-mime.ts';
import { mailRenderer, planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { deliverOne, HOUSE, ISSUE, makeWorld, RING } from '../../faults/mailing-world.ts';

interface Mail {
  /** In order, names in lower case, values unfolded. */
  readonly headers: [string, string][];
  /** The lines as they are on the wire. */
  readonly lines: string[];
  readonly text: string;
  readonly html: string;
}

/** A reader of our own kind of mail: two base64 parts. */
function parse(raw: Uint8Array): Mail {
  const wire = new TextDecoder('latin1').decode(raw);
  const [head = '', ...rest] = wire.split('\r\n\r\n');
  const lines = head.split('\r\n');
  const headers = head
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line): [string, string] => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 2),
    ]);
  const type = headers.find(([name]) => name === 'content-type')?.[1] ?? '';
  const boundary = /boundary="([^"]+)"/.exec(type)?.[1] ?? '';
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`).slice(1, -1);
  const [text = '', html = ''] = parts.map((part) => {
    const [, body = ''] = part.split('\r\n\r\n');
    return new TextDecoder().decode(Buffer.from(body, 'base64'));
  });
  return { headers, lines, text, html };
}

function header(mail: Mail, name: string): string[] {
  return mail.headers.filter(([key]) => key === name).map(([, value]) => value);
}

const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const TOKEN = /token=([\w.-]+)/g;

describe('a hundred raw mails of a real issue', async () => {
  const world = makeWorld({ readers: 100, policy: { shardSize: 500 } });
  await planMailing({ ...world.ports, renderMail: mailRenderer(HOUSE.publicAddress) }, { issueKey: ISSUE });
  await deliverOne(world);
  const mails = world.mailer.sent.map((sent) => ({ sent, mail: parse(sent.raw) }));

  it('were sent', () => {
    expect(mails).toHaveLength(100);
  });

  it('R8 hold one reader’s address and one token, each its own', () => {
    const house = new Set([HOUSE.from.address, HOUSE.replyTo]);
    for (const { sent, mail } of mails) {
      const whole = `${mail.headers.map(([, value]) => value).join('\n')}\n${mail.text}\n${mail.html}`;
      const addresses = new Set(
        (whole.match(ADDRESS) ?? []).filter((each) => !house.has(each) && !/^2026-11-23\./.test(each)),
      );
      const tokens = new Set([...whole.matchAll(TOKEN)].map(([, token]) => token ?? ''));
      const [token = ''] = tokens;

      expect([...addresses]).toEqual([sent.to]);
      expect(tokens.size).toBe(1);
      expect(verifyToken(RING, token, { purpose: 'leave', now: '2028-11-23T08:00:00+07:00' })).toMatchObject({
        kind: 'valid',
        subscriberId: sent.tags.recipient,
      });
      expect(whole).not.toContain(UNSUBSCRIBE_PLACEHOLDER);
      expect(mail.text).toContain(token);
      expect(mail.html).toContain(token);
    }
  });

  it('R15 have every header once, unfolded where a signature depends on it', () => {
    for (const { sent, mail } of mails) {
      expect(header(mail, 'to')).toEqual([sent.to]);
      expect(header(mail, 'from')).toEqual(['=?UTF-8?B?xJBp4buDbSBiw6Fv?= <diembao@example.vn>']);
      expect(header(mail, 'reply-to')).toEqual([HOUSE.replyTo]);
      expect(header(mail, 'list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
      expect(header(mail, 'list-id')).toEqual(['<daily.example.vn>']);
      expect(header(mail, 'auto-submitted')).toEqual(['auto-generated']);
      expect(header(mail, 'message-id')).toEqual([`<${ISSUE}.${sent.tags.recipient}.1@example.vn>`]);
      expect(header(mail, 'date')).toEqual([expect.stringMatching(/^Mon, 23 Nov 2026 01:\d\d:\d\d \+0000$/)]);
      expect(header(mail, 'feedback-id')).toHaveLength(1);
      expect(header(mail, 'mime-version')).toEqual(['1.0']);
      expect(mail.lines).toContainEqual(
        expect.stringMatching(
          /^List-Unsubscribe: <https:\/\/diembao\.example\.vn\/subscriptions\/leave\/daily\?token=[\w.-]+>$/,
        ),
      );
      expect(new Set(mail.headers.map(([name]) => name)).size).toBe(mail.headers.length);
    }
  });

  it('R15 have short lines, Windows line ends and the issue’s words', () => {
    for (const { sent, mail } of mails) {
      const wire = new TextDecoder('latin1').decode(sent.raw);
      expect(wire.replaceAll('\r\n', '')).not.toMatch(/[\r\n\u0080-\u00ff]/);
      expect(Math.max(...wire.split('\r\n').map((line) => line.length))).toBeLessThan(300);
      expect(mail.html).toContain('CẢI CÁCH HÀNH CHÍNH');
      expect(sent.raw.length).toBeLessThan(1_000_000);
      expect(sent.tags).toEqual({ issue: ISSUE, shard: '0', recipient: expect.stringMatching(/^[0-9a-f]{32}$/) });
    }
  });
});

const LETTER: Letter = {
  ...HOUSE,
  to: 'an@example.vn',
  subject: 'Thư',
  html: '<p>Thư</p>',
  text: 'Thư',
  messageName: 'x',
  now: '2026-11-23T08:00:00+07:00',
  headers: {},
};

describe('R8 a copy that was spliced', () => {
  const message = (number: number) => ({
    version: 1 as const,
    issueKey: ISSUE,
    fingerprint: 'f',
    subject: 'Điểm báo cải cách hành chính, thứ Hai ngày 23 tháng 11',
    html: `${'<p>Việc công.</p>'.repeat(number)}<a href="${UNSUBSCRIBE_PLACEHOLDER}">từ chối</a> ${UNSUBSCRIBE_PLACEHOLDER}`,
    text: `${'Việc công.\n'.repeat(number)}${UNSUBSCRIBE_PLACEHOLDER}\n`,
  });

  it('has the bytes of one that was composed for its reader alone', async () => {
    for (const size of [0, 1, 7, 40, 600]) {
      const copy: Copy = {
        ...HOUSE,
        message: message(size),
        subscriberId: 'a',
        to: '',
        attempt: 1,
        unsubscribeUrl: '',
        now: LETTER.now,
      };
      for (const reader of ['an', 'mot.ban-doc.co-ten-dai', 'x'.repeat(60)]) {
        const unsubscribeUrl = `https://x.vn/l?token=${reader.repeat(2)}`;
        const own = { ...copy, subscriberId: `id-${reader}`, to: `${reader}@example.vn`, unsubscribeUrl };
        expect(await buildMime(own)).toEqual(await buildLetter(letterLike(own)));
      }
    }
  });

  it('has the base64 of its whole body wherever its reader’s address stands and however long it is', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'ệ', '𝄞', UNSUBSCRIBE_PLACEHOLDER), maxLength: 200 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 120 }), (template, length) => {
        const address = 'https://x.vn/l?token='.repeat(6).slice(0, length);
        const whole = Buffer.from(template.replaceAll(UNSUBSCRIBE_PLACEHOLDER, address)).toString('base64');
        const lines = whole.match(/.{1,76}/g) ?? [];
        expect(spliceBody(encodeBody(template, length), address)).toBe(lines.join('\r\n'));
      }),
    );
  });

  it('is cut where its own parts stand, and not at all (control) where one of them is missing', async () => {
    const copy = {
      ...HOUSE,
      message: message(40),
      subscriberId: 'a',
      to: 'binh@example.vn',
      attempt: 1,
      now: LETTER.now,
    };
    const letter = letterLike({ ...copy, unsubscribeUrl: 'https://x.vn/l?token=t' });
    const mail = await buildLetter(letter);
    const { to, messageName } = letter;
    const text = spliceBody(encodeBody(letter.text, 1), '-');
    const html = spliceBody(encodeBody(letter.html, 1), '-');
    const boundary = boundaryOf(`<${messageName}@example.vn>`);
    const date = 'Mon, 23 Nov 2026 01:00:00 +0000';
    const own = { to, messageName, date, unsubscribeUrl: 'https://x.vn/l?token=t', boundary, text, html };
    if (mail.kind !== 'mail') throw new Error('not a mail');

    expect(cutFrame(mail.raw, own)).not.toBeNull();
    expect(cutFrame(mail.raw, { ...own, to: 'chi@example.vn' })).toBeNull();
  });
});

/** What a copy's letter is, put together by hand. */
function letterLike({ message, to, subscriberId, unsubscribeUrl, now }: Copy): Letter {
  return {
    ...HOUSE,
    to,
    now,
    subject: message.subject,
    html: message.html.replaceAll(UNSUBSCRIBE_PLACEHOLDER, unsubscribeUrl),
    text: message.text.replaceAll(UNSUBSCRIBE_PLACEHOLDER, unsubscribeUrl),
    messageName: `${ISSUE}.${subscriberId}.1`,
    headers: {
      'List-Id': '<daily.example.vn>',
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Feedback-ID': `${ISSUE}:daily:bulletin:example-vn`,
    },
  };
}

describe('R29 a letter', () => {
  it('has the same bytes whenever it is built', async () => {
    expect(await buildLetter(LETTER)).toEqual(await buildLetter(LETTER));
  });

  it.each<[string, Partial<Letter>]>([
    ['a line break in the address', { to: 'an@example.vn\r\nBcc: b@example.vn' }],
    ['two addresses', { to: 'an@example.vn, b@example.vn' }],
    ['a display name', { to: 'An <an@example.vn>' }],
    ['a comment', { to: 'an(b@example.vn)@example.vn' }],
    ['a line break in the subject', { subject: 'Thư\nBcc: b@example.vn' }],
    ['a next-line character in the subject', { subject: 'Thư\u0085Bcc: b@example.vn' }],
    ['a line separator in the sender’s name', { from: { name: 'Báo\u2028', address: 'a@example.vn' } }],
    ['a line break in a header', { headers: { 'List-Id': '<a>\r\nBcc: b@example.vn' } }],
    ['a header’s name with a colon', { headers: { 'Bcc: b@example.vn, X': 'y' } }],
    ['a header line that would have to be folded', { headers: { 'X-Long': 'x'.repeat(1_000) } }],
    ['an odd message name', { messageName: 'x@y>' }],
  ])('with %s cannot be sent', async (_name, change) => {
    expect(await buildLetter({ ...LETTER, ...change })).toMatchObject({ kind: 'unsendable' });
  });

  it('of an issue without a place for the unsubscribe address cannot be sent', async () => {
    const message = { version: 1 as const, issueKey: ISSUE, fingerprint: 'f', subject: 'x', html: 'x', text: 'x' };
    const copy: Copy = {
      ...HOUSE,
      message,
      subscriberId: 'a',
      to: 'an@example.vn',
      attempt: 1,
      unsubscribeUrl: 'https://x.vn/l',
      now: LETTER.now,
    };

    expect(await buildMime(copy)).toMatchObject({ kind: 'unsendable' });
  });
});
