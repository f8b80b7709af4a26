import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from './atomic-file.ts';
import { type Reply, type RunningServer, serve } from './http.ts';
import { checkSignature, sha256 } from './sig-v4.ts';

const storedSchema = z.record(z.string(), z.string());
const requestSchema = z.object({ SecretId: z.string(), SecretString: z.string().optional() });
const PUT = 'secretsmanager.PutSecretValue';
const TARGETS = ['secretsmanager.GetSecretValue', PUT];

/**
 * `GetSecretValue` and `PutSecretValue` over a file. Missing at a start, the secrets named in `ids` are made,
 * `{"key":"<64 hex digits>"}`, and those in `given` are as they are given.
 */
export async function startSecrets(options: {
  readonly directory: string;
  readonly ids: readonly string[];
  readonly given?: Readonly<Record<string, string>>;
}): Promise<RunningServer> {
  const { directory, ids, given = {} } = options;
  const secrets = { ...given, ...(await openSecrets(directory, ids)) };
  return serve(async (request) => {
    const signing = checkSignature(request);
    if (signing.kind === 'refused') return reply(403, { __type: signing.code, message: signing.message });
    const target = request.headers['x-amz-target'] ?? '';
    if (!TARGETS.includes(target)) {
      return reply(400, { __type: 'UnknownOperationException' });
    }
    const { SecretId, SecretString } = requestSchema.parse(JSON.parse(request.body.toString('utf8')));
    const value = secrets[SecretId];
    if (value === undefined) {
      return reply(400, {
        __type: 'ResourceNotFoundException',
        message: "Secrets Manager can't find the specified secret.",
      });
    }
    if (target === PUT && SecretString !== undefined) {
      secrets[SecretId] = SecretString;
      await writeSecrets(directory, secrets);
      return reply(200, { Name: SecretId, VersionId: sha256(SecretString).slice(0, 32) });
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
  await writeSecrets(directory, secrets);
  return secrets;
}

async function writeSecrets(directory: string, secrets: Readonly<Record<string, string>>): Promise<void> {
  const path = join(directory, 'secrets.json');
  await writeAtomically(path, [JSON.stringify(secrets)], { temporary: directory, flush: true });
}

function reply(status: number, body: object): Reply {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(body),
  };
}
