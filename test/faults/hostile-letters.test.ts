import { describe, expect, it } from 'vitest';
import { buildLetter, type Letter } from '../../lambdas/rendering/mime.ts';
import { HOSTILE_VECTORS } from '../support/hostile-vectors.ts';
import { HOUSE } from './mailing-world.ts';
import { ALL, LONG, lcg, oneOf } from './sizes.ts';

const LETTERS = ALL ? 10_000 : 400;
/** What ends a line, a word or a list in a header, for some program on the way. */
const BREAKS = [
  '\r\n',
  '\n',
  '\r',
  '\0',
  '\u0085',
  '\u2028',
  '\u2029',
  '\t',
  '\u000b',
  '\u000c',
  ',',
  ';',
  ':',
  '<',
  '>',
];
const HEADERS = [
  'Bcc: ai@example.vn',
  'To: ai@example.vn',
  'Content-Type: text/html',
  '=?UTF-8?Q?=0D=0ABcc:?=',
  '\r\n<b>',
];

const BASE: Letter = {
  ...HOUSE,
  to: 'an@example.vn',
  subject: 'Điểm báo cải cách hành chính',
  html: '<p>Thư</p>',
  text: 'Thư',
  messageName: '2026-11-23.a.1',
  now: '2026-11-23T08:00:00+07:00',
  headers: { 'List-Id': '<daily.example.vn>' },
};

/** Names of the headers in order, and who it is to. */
function headOf(raw: Uint8Array): { readonly names: string[]; readonly to: string | undefined } {
  const [head = ''] = new TextDecoder('latin1').decode(raw).split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split(/\r\n|\r|\n/);
  const names = lines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
  return { names, to: lines.find((line) => line.toLowerCase().startsWith('to: '))?.slice(4) };
}

function hostile(random: () => number): string {
  const parts = [
    oneOf(random, HOSTILE_VECTORS),
    oneOf(random, BREAKS),
    oneOf(random, HEADERS),
    'a'.repeat(random() * 90),
  ];
  return parts
    .map((part) => ({ part, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ part }) => part)
    .join('');
}

/** One field of a letter with something hostile in it. */
const FIELDS: readonly ((text: string) => Partial<Letter>)[] = [
  (text) => ({ subject: `Thư ${text}` }),
  (text) => ({ from: { ...HOUSE.from, name: text } }),
  (text) => ({ from: { ...HOUSE.from, address: `a${text}@example.vn` } }),
  (text) => ({ replyTo: `toasoan@example.vn${text}` }),
  (text) => ({ to: `an${text}@example.vn` }),
  (text) => ({ to: `an@example.vn${text}` }),
  (text) => ({ headers: { 'List-Id': text } }),
  (text) => ({ headers: { [text]: 'x' } }),
  (text) => ({ messageName: text }),
];

interface Fuzzed {
  built: number;
  refused: number;
  readonly strange: string[];
}

async function fuzz(count: number, build: (letter: Letter) => ReturnType<typeof buildLetter>): Promise<Fuzzed> {
  const random = lcg(29);
  const sound = await buildLetter(BASE);
  if (sound.kind !== 'mail') throw new Error('the ordinary letter cannot be sent');
  const { names } = headOf(sound.raw);
  const fuzzed: Fuzzed = { built: 0, refused: 0, strange: [] };
  for (let round = 0; round < count; round += 1) {
    const letter = { ...BASE, ...(FIELDS[round % FIELDS.length] ?? oneOf(random, FIELDS))(hostile(random)) };
    const mail = await build(letter);
    if (mail.kind === 'unsendable') fuzzed.refused += 1;
    else {
      const head = headOf(mail.raw);
      const isSound = JSON.stringify(head.names) === JSON.stringify(names) && head.to === letter.to;
      fuzzed.built += 1;
      if (!isSound) fuzzed.strange.push(JSON.stringify({ ...letter, got: head.names }));
    }
  }
  return fuzzed;
}

describe('R29 letters with something hostile in subject, names, addresses and headers', () => {
  it(`have the headers of every letter and no other reader, or are not sent, all ${LETTERS}`, LONG, async () => {
    const { built, refused, strange } = await fuzz(LETTERS, buildLetter);

    expect(strange).toEqual([]);
    expect(built).toBeGreaterThan(LETTERS / 20);
    expect(refused).toBeGreaterThan(LETTERS / 4);
  });

  it('R29 control: have strange ones as soon as a subject is written into the head as it stands', async () => {
    const { strange } = await fuzz(100, async (letter) => {
      const mail = await buildLetter(BASE);
      if (mail.kind === 'unsendable') return mail;
      const head = new TextDecoder('latin1').decode(mail.raw).replace(/Subject: [^\r]*/, `Subject: ${letter.subject}`);
      return { kind: 'mail', raw: new TextEncoder().encode(head) };
    });

    expect(strange.length).toBeGreaterThan(5);
  });
});
