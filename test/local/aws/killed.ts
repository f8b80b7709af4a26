import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compilingEnv } from '../../support/house-process.ts';

/** A local AWS that can be killed as by a power cut of the process. */
export interface KillableAws {
  readonly endpoints: Record<string, string>;
  /** SIGKILL: nothing is closed, nothing is flushed by the process. */
  kill(): Promise<void>;
}

/** Starts one on `folder`. */
export async function killableAws(folder: string): Promise<KillableAws> {
  const script = fileURLToPath(new URL('./local-aws.child.ts', import.meta.url));
  const child = spawn(process.execPath, ['--no-warnings', script, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: compilingEnv(),
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return {
    endpoints: JSON.parse(String(line)),
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** What an SDK client needs to reach a service of it; one attempt, so that an answer is an answer. */
export function clientConfig(endpoints: Record<string, string>, service: string) {
  return {
    region: endpoints.AWS_REGION!,
    endpoint: endpoints[`AWS_ENDPOINT_URL_${service}`]!,
    credentials: { accessKeyId: endpoints.AWS_ACCESS_KEY_ID!, secretAccessKey: endpoints.AWS_SECRET_ACCESS_KEY! },
    maxAttempts: 1,
  };
}

/** Runs `work` over and over, `width` at a time, until the process it talks to is killed after `millis`. */
export async function untilKilled(
  aws: KillableAws,
  millis: number,
  work: () => Promise<void>,
  width = 8,
): Promise<void> {
  let dead = false;
  let begun = (): void => undefined;
  const first = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const worker = async (): Promise<void> => {
    while (!dead) await work().then(begun, () => undefined);
  };
  const workers = Array.from({ length: width }, worker);
  // The time counts from the first answer: a slow machine is not to be killed before it did anything.
  await first;
  await new Promise((resolve) => setTimeout(resolve, millis));
  await aws.kill();
  dead = true;
  await Promise.all(workers);
}
