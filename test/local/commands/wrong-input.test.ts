import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classifyTexts } from '../../../lambdas/local/commands/classify.ts';
import { type Command, WrongInputError } from '../../../lambdas/local/commands/command.ts';
import { group } from '../../../lambdas/local/commands/group.ts';
import { learnWeightsOf } from '../../../lambdas/local/commands/learn-weights.ts';
import { proofreadFile } from '../../../lambdas/local/commands/proofread.ts';

const folder = mkdtempSync(join(tmpdir(), 'diembao-wrong-input-'));
const at = (name: string): string => join(folder, name);
const DAY = '2026-11-22';

beforeAll(() => {
  for (const name of ['nothing', 'labelled-wrong', 'other-rows']) mkdirSync(at(name));
  writeFileSync(at('anh.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]));
  writeFileSync(at('latin.txt'), Buffer.from([0x63, 0xe0, 0x20, 0xe1]));
  writeFileSync(at('large.txt'), '');
  truncateSync(at('large.txt'), 300_000_000);
  writeFileSync(at('bomb.jsonl.gz'), gzipSync(Buffer.alloc(260_000_000)));
  writeFileSync(at('draft.json'), '{"version":1,"edition":"daily"}');
  writeFileSync(at('half.json'), '{"version":1,');
  writeFileSync(at('rows.jsonl'), '{"id":"a","title":"Một"}\n{"id":"b"');
  writeFileSync(join(at('labelled-wrong'), 'rows.jsonl'), '{"id":"a"}\nkhông phải JSON\n');
  writeFileSync(join(at('other-rows'), 'rows.jsonl'), '{"a":"x","b":"y"}\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function saidOf(command: Command, args: readonly string[]): Promise<string> {
  try {
    for await (const _ of command.run([...args]));
  } catch (error) {
    if (error instanceof WrongInputError) return error.message;
    throw error;
  }
  return 'nothing was wrong';
}

describe('wrong input is said in one line that names the file:', () => {
  it.each([
    ['no file', proofreadFile, ['khong-co.txt'], 'no such file'],
    ['a folder', proofreadFile, ['nothing'], 'no file but a folder'],
    ['a picture', proofreadFile, ['anh.png'], 'no text in UTF-8'],
    ['another encoding', proofreadFile, ['latin.txt'], 'no text in UTF-8'],
    ['300 MB', proofreadFile, ['large.txt'], 'larger than 20 MB'],
    ['a draft of another shape', proofreadFile, ['draft.json'], 'not a draft: issueKey is missing or not a string'],
    ['half a draft', proofreadFile, ['half.json'], 'not a draft'],
    ['300 MB of rows', classifyTexts, ['large.txt'], 'larger than 250 MB'],
    ['a packed file without end', group, ['bomb.jsonl.gz'], 'cannot be unpacked, or is larger than 250 MB'],
    ['a cut row', group, ['rows.jsonl'], ':2: not JSON'],
    ['a picture for rows', group, ['anh.png'], 'no text in UTF-8'],
    ['a file for a folder', learnWeightsOf, ['rows.jsonl', 'out.json', DAY], 'no such folder'],
    ['rows that are no JSON', learnWeightsOf, ['labelled-wrong', 'out.json', DAY], ':2: not JSON'],
    ['rows of another kind', learnWeightsOf, ['other-rows', 'out.json', DAY], 'no labelled texts'],
  ])('%s', async (_, command, [input = '', out, day], said) => {
    const rest = out === undefined || day === undefined ? [] : [at(out), day];
    const message = await saidOf(command, [at(input), ...rest]);
    expect(message.startsWith(at(input))).toBe(true);
    expect(message).toContain(said);
    expect(message).not.toContain('\n');
  });

  it('a place that cannot be written, a day that is none', async () => {
    expect(await saidOf(learnWeightsOf, [at('nothing'), at('khong-co/out.json'), DAY])).toContain('no file can be');
    expect(await saidOf(learnWeightsOf, [at('nothing'), at('nothing'), DAY])).toContain('no file can be');
    expect(await saidOf(learnWeightsOf, [at('nothing'), at('out.json'), '2026-02-30'])).toContain('not a day');
  });
});
