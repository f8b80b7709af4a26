import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createS3ObjectStore } from '../../../lambdas/aws/s3-object-store.ts';
import { startLocalAws } from '../../../lambdas/local/aws/start-local-aws.ts';
import { WrongInputError } from '../../../lambdas/local/commands/command.ts';
import { replayPast } from '../../../lambdas/local/commands/replay.ts';
import { decisionsKey } from '../../../lambdas/workflows/learning/keep-decisions.ts';
import { writeJson } from '../../../lambdas/workflows/stored-json.ts';
import { decided, decisionsBy, filesOf } from '../../core/sections/learning/decided.ts';

const folder = mkdtempSync(join(tmpdir(), 'diembao-replay-'));
const lexicon = join(folder, 'lexicon.json');

/** A data folder in which the embedded mode once kept four issues. */
beforeAll(async () => {
  const aws = await startLocalAws({ dataDir: join(folder, 'aws') });
  const { AWS_ENDPOINT_URL_S3: endpoint = '', NEWSROOM_BUCKET: bucket = '' } = aws.endpoints;
  const credentials = {
    accessKeyId: aws.endpoints.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: aws.endpoints.AWS_SECRET_ACCESS_KEY ?? '',
  };
  const client = new S3Client({ endpoint, region: 'ap-southeast-1', forcePathStyle: true, credentials });
  const newsroom = createS3ObjectStore(client, bucket);
  for (const file of filesOf(decisionsBy(decided, 40))) {
    await writeJson(newsroom, decisionsKey(file.issueKey), file, { kind: 'none' });
  }
  client.destroy();
  await aws.stop();
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function replayed(...args: string[]): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  for await (const line of replayPast.run(args)) lines.push({ ...line });
  return lines;
}

describe('diembao replay', () => {
  it('tells item by item what a changed lexicon would have changed, and in one sentence', async () => {
    writeFileSync(lexicon, JSON.stringify({ against: { 'kỳ sát hạch': -90, 'phòng thi': -90 } }));
    const lines = await replayed('--data', folder, '--lexicon', lexicon);
    const summary = lines.at(-1);

    expect(lines.length).toBeGreaterThan(1);
    expect(lines[0]).toMatchObject({ act: 'moved', after: { reform: false }, verdict: expect.any(String) });
    expect(summary).toMatchObject({ decisions: 40, issues: 4, secondOpinion: { isOn: true, standing: null } });
    expect(summary?.sentence).toMatch(/không còn là tin cải cách/);
  });

  it('finds no change where the lexicon is the house’s own', async () => {
    writeFileSync(lexicon, '{}');
    const lines = await replayed('--data', folder, '--lexicon', lexicon);

    expect(lines).toHaveLength(1);
    expect(lines[0]?.sentence).toBe('không tin nào đổi mục; đã thử trên 40 quyết định trong 4 số báo');
  });

  it('says in one line what is wrong', async () => {
    const nowhere = mkdtempSync(join(tmpdir(), 'diembao-empty-'));
    writeFileSync(lexicon, JSON.stringify({ reform: { 'một cửa': 'nhiều' } }));

    await expect(replayed('--data', nowhere)).rejects.toThrow(WrongInputError);
    await expect(replayed('--data', folder, '--lexicon', lexicon)).rejects.toThrow(/reform\.một cửa/);
    await expect(replayed('--data', folder, '--lexicon', lexicon, '--second-opinion')).rejects.toThrow(/ask one/);
    rmSync(nowhere, { recursive: true });
  });
});
