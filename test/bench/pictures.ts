import { parseArgs } from 'node:util';
import { MAIL_BYTES } from '../../lambdas/core/pictures/picture-size.ts';
import { createPictureStudio } from '../../lambdas/net/sharp-picture-studio.ts';
import { field, flatPng, noise, photo } from '../net/pictures/make.ts';

/** Processor seconds of an editor's patience once the bytes are here; the desk has 29 s for the way there and this. */
const LIMIT = 8;

/**
 * What keeping a picture takes once it is fetched: processor seconds of the costliest of a few runs, bytes of the three sizes, the mail's
 * against its limit, and the memory the process has grown by. Arguments: `[--repeats 3]`.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { repeats: { type: 'string', default: '3' } } });
  const pictures: readonly (readonly [string, Uint8Array])[] = [
    ['1 MP, JPEG of a paper', await photo(1_280, 800).jpeg({ quality: 82 }).toBuffer()],
    ['2 MP, noise', await noise(1_600, 1_200).jpeg({ quality: 90 }).toBuffer()],
    ['3 MP, PNG', await photo(2_000, 1_500).png().toBuffer()],
    ['24 MP, JPEG of a camera', await field(6_000, 4_000).jpeg({ progressive: true }).toBuffer()],
    ['49 MP, PNG in 6 KB', flatPng(7_000, 7_000)],
    ['144 MP, PNG in 18 KB', flatPng(12_000, 12_000)],
  ];
  const studio = createPictureStudio();
  const head = ['picture'.padEnd(26), 'KB in', 'mail KB', 'web KB', 'print KB', 'CPU s', 'of limit', 'grown MB'];
  process.stdout.write(`${head.map((each) => each.padStart(9)).join(' ')}\n`);
  for (const [name, bytes] of pictures) {
    const before = process.memoryUsage().rss;
    let costliest = 0;
    let told: readonly string[] = [];
    for (let time = 0; time < Number(values.repeats); time++) {
      const started = process.cpuUsage();
      const outcome = await studio.develop(bytes);
      const { user, system } = process.cpuUsage(started);
      costliest = Math.max(costliest, (user + system) / 1e6);
      const sizes = outcome.kind === 'developed' ? Object.values(outcome.files).map(({ length }) => length) : [];
      told = outcome.kind === 'refused' ? [outcome.why, '', ''] : sizes.map((length) => (length / 1_024).toFixed(0));
      if ((sizes[0] ?? 0) > MAIL_BYTES) throw new Error(`${name}: ${sizes[0]} bytes for a mail`);
    }
    const grown = (process.memoryUsage().rss - before) / 2 ** 20;
    const row = [
      (bytes.length / 1_024).toFixed(0),
      ...told,
      costliest.toFixed(2),
      percent(costliest / LIMIT),
      grown.toFixed(0),
    ];
    process.stdout.write(`${name.padEnd(26)} ${row.map((each) => each.padStart(9)).join(' ')}\n`);
  }
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
