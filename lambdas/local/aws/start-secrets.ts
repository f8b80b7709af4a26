import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from './atomic-file.ts';
import { type Reply, type RunningServer, serve } from './http.ts';
import { checkSignature, sha256 } from './sig-v4.ts';

const storedSchema = z.record(z.string(), z.string());
const requestSchema = z.object({ SecretId: z.string() });

/** `GetSecretValue` over a file. The secrets named in `ids` are made at the first start, `{"key":"<64 hex digits>"}`. */
export async function startSecrets(options: {
  readonly directory: string;
  readonly ids: readonly string[];
}): Promise<RunningServer> {
  const secrets = await openSecrets(options.directory, options.ids);
  return serve(async (request) => {
    const signing = checkSignature(request);
    if (signing.kind === 'refused') return reply(403, { __type: signing.code, message: signing.message });
    if (request.headers['x-amz-target'] !== 'secretsmanager.GetSecretValue') {
      return reply(400, { __type: 'UnknownOperationException' });
    }
    const { SecretId } = requestSchema.parse(JSON.parse(request.body.toString('utf8')));
    const value = secrets[SecretId];
    if (value === undefined) {
      return reply(400, {
        __type: 'ResourceNotFoundException',
        message: "Secrets Manager can't find the specified secret.",
      });
    }
    return reply(200, {
      ARN: `arn:aws:secretsmanager:ap-southeast-1:000000000000:secret:${SecretId}`,
      Name: SecretId,
      SecretString: value,
      VersionId: sha256(SecretId).slice(0, 32),
    });
  });
}

async function openSecrets(directory: string, ids: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const path = join(directory, 'secrets.json');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const stored = await readFile(path, 'utf8').catch(() => '{}');
  const known = storedSchema.parse(JSON.parse(stored));
  const missing = ids.filter((id) => known[id] === undefined);
  if (missing.length === 0) return known;
  const made = missing.map((id) => [id, JSON.stringify({ key: randomBytes(32).toString('hex') })]);
  const secrets = { ...known, ...Object.fromEntries(made) };
  await writeAtomically(path, [JSON.stringify(secrets)], { temporary: directory, flush: true });
  return secrets;
}

function reply(status: number, body: object): Reply {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(body),
  };
}
