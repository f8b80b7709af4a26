import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DailyContent } from '../../lambdas/core/issue/snapshot.ts';
import { mailRenderer, planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { giantContent, sampleSnapshot } from '../support/sample-snapshot.ts';
import { deliverOne, HOUSE, ISSUE, makeWorld } from './mailing-world.ts';
import { ALL, LONG } from './sizes.ts';

const READERS = ALL ? 1_000 : 40;
const MONSTROUS = ALL ? 300 : 60;
const KIB = 1_024;
/** Headers that each stand once and on one line: a signature or a reader's program depends on it. */
const LINES: readonly (readonly [string, RegExp])[] = [
  ['List-Unsubscribe', /^List-Unsubscribe: <https:\/\/[^>\s]+>$/],
  ['List-Unsubscribe-Post', /^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/],
  ['List-Id', /^List-Id: <[\w.-]+>$/i],
  ['Date', /^Date: \w{3}, \d\d? \w{3} \d{4} [\d:]{8} [+-]\d{4}$/],
  ['Message-ID', /^Message-ID: <[^\s<>@]+@[\w.-]+>$/i],
];

/** What is wrong with a mail, read by a parser that is not ours. */
async function faultsOf(raw: Uint8Array | string): Promise<string[]> {
  const text = typeof raw === 'string' ? raw : new TextDecoder('latin1').decode(raw);
  const lines = (text.split('\r\n\r\n')[0] ?? '').split('\r\n');
  const mail = await PostalMime.parse(raw);
  const isFolded = (at: number): boolean => /^[ \t]/.test(lines[at + 1] ?? '');
  const one = (form: RegExp): boolean => lines.filter((line, at) => form.test(line) && !isFolded(at)).length === 1;
  const link = /^List-Unsubscribe: <([^>]+)>/m.exec(text)?.[1] ?? 'no link';
  const html = mail.html ?? '';
  const held: [string, boolean][] = [
    ...LINES.map(([name, form]): [string, boolean] => [name, one(form)]),
    ['From', mail.from?.address === HOUSE.from.address],
    ['text part', (mail.text ?? '').trim().length > 100],
    ['refusal in the page', html.includes(`href="${link}"`)],
    ['refusal in the text', (mail.text ?? '').includes(link)],
    ['size of the page', html.length > 0 && new TextEncoder().encode(html).length <= 90 * KIB],
    ['size', text.length <= KIB * KIB],
  ];
  return held.flatMap(([name, holds]) => (holds ? [] : [name]));
}

async function mailedTo(readers: number, more = '', content?: DailyContent) {
  const world = makeWorld({ readers, policy: { shardSize: 1_000 } });
  const render = mailRenderer(HOUSE.publicAddress);
  const renderMail: typeof render = async (snapshot) => {
    const mail = await render(content ? sampleSnapshot(content) : snapshot);
    return { ...mail, html: mail.html.replace('</body>', `${more}</body>`) };
  };
  await planMailing({ ...world.ports, renderMail }, { issueKey: ISSUE });
  await deliverOne(world);
  return world.mailer.sent.map(({ raw }) => raw);
}

describe('R15 mails of a real issue', () => {
  let raws: Uint8Array[];
  let text: string;
  beforeAll(async () => {
    raws = await mailedTo(READERS);
    text = new TextDecoder('latin1').decode(raws[0]);
  });

  it(`have all that the large mail houses ask for, all ${READERS} of them`, LONG, async () => {
    expect(raws).toHaveLength(READERS);
    for (const raw of raws) expect(await faultsOf(raw)).toEqual([]);
  });

  it.each<[string, (mail: string) => string, string]>([
    ['a folded header', (mail) => mail.replace('List-Unsubscribe: <', 'List-Unsubscribe:\r\n <'), 'List-Unsubscribe'],
    ...LINES.map(([name]): [string, (mail: string) => string, string] => [
      `no ${name}`,
      (mail) => mail.replace(new RegExp(`^${name}: .*\\r\\n`, 'im'), ''),
      name,
    ]),
    ['a second Date', (mail) => mail.replace('Date: ', 'Date: Mon, 23 Nov 2026 01:00:00 +0000\r\nDate: '), 'Date'],
    ['another sender', (mail) => mail.replace('<diembao@example.vn>', '<diembao@example.com>'), 'From'],
    ['no text part', (mail) => mail.replace('text/plain', 'application/x-none'), 'text part'],
    ['another link', (mail) => mail.replace('/subscriptions/leave/daily?', '/elsewhere?'), 'refusal in the page'],
  ])('R15 control: are caught with %s', async (_, spoil, fault) => {
    expect(await faultsOf(spoil(text))).toContain(fault);
  });

  it(`are as small whatever the issue holds: ${MONSTROUS} clippings of thirty thousand letters`, LONG, async () => {
    const [raw = new Uint8Array()] = await mailedTo(1, '', giantContent(MONSTROUS, 30_000));
    expect(await faultsOf(raw)).toEqual([]);
    const { html = '' } = await PostalMime.parse(raw);
    expect(html).toContain('(1)');
    expect(html).toContain('/daily/2026/11/23/');
  });

  it('R15 control: are caught with a mail too large for the service', async () => {
    const whole = text.replace('\r\n\r\n', `\r\nX-Whole: ${'x'.repeat(KIB * KIB)}\r\n\r\n`);
    expect(await faultsOf(whole)).toContain('size');
  });

  it('R15 control: are caught with a page too large', async () => {
    const [large] = await mailedTo(1, 'x'.repeat(90 * KIB));
    expect(await faultsOf(large ?? '')).toContain('size of the page');
  });
});
