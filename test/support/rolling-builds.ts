import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import type { Day } from '../../lambdas/core/calendar/instant.ts';
import type { Invoke } from '../../lambdas/local/functions.ts';
import { signedIn } from '../../lambdas/local/sample-editor.ts';
import type { Stage } from '../../lambdas/local/stage.ts';
import type { FunctionName } from '../../lambdas/names.ts';

/** Mails the post takes before it refuses all others until the next build is there. */
const HALF = 10;
/** Times the next build is asked for its first page. */
const KNOCKS = 10;
/** After how many answers of a function the other build is deployed, beside what is deployed under an editor. */
const CHANGES: Partial<Record<FunctionName, number>> = {
  'visit-source': 5,
  'draft-issue': 1,
  'plan-mailing': 1,
  'deliver-mail': 1,
};
const deskEventSchema = z.object({
  rawPath: z.string(),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
});

/** Another build of the same functions in `folder`: the desk's pages say which one made them. */
export function anotherBuild(dist: string, folder: string): string {
  const isOwn = (path: string): boolean => !path.endsWith('.map') && !path.endsWith('node_modules');
  cpSync(dist, folder, { recursive: true, filter: isOwn });
  for (const name of readdirSync(dist)) {
    const packages = join(dist, name, 'node_modules');
    if (existsSync(packages)) symlinkSync(packages, join(folder, name, 'node_modules'));
  }
  const frame = join(folder, 'desk', 'templates', 'desk', 'frame.liquid');
  writeFileSync(frame, readFileSync(frame, 'utf8').replace('<head>', '<head>\n<meta name="build" content="other">'));
  return folder;
}

/** A day in which one build takes the place of the other over and over; what is in hand ends in the build it began in. */
export class RollingBuilds {
  /** `<build> <function>` of every call that was answered. */
  readonly did = new Set<string>();
  changes = 0;
  stage: Stage | null = null;
  /** Has the next build answer once: on a busy machine its first fetch of the sign-in keys may come too late, and the desk says so. */
  knock: () => Promise<unknown> = async () => undefined;
  readonly #builds: readonly string[];
  readonly #answers = new Map<FunctionName, number>();
  #present = 0;
  #isOpen = false;

  /** @param builds folders like `dist/`; the first is there at the start */
  constructor(builds: readonly string[]) {
    this.#builds = builds;
  }

  /** Deploys the next build. */
  async change(): Promise<void> {
    this.changes += 1;
    this.#present = (this.#present + 1) % this.#builds.length;
    await this.stage?.deploy(this.#builds[this.#present] ?? '');
    for (let tries = 1; tries <= KNOCKS; tries += 1) {
      const isUp = await this.knock().then(
        () => true,
        () => false,
      );
      if (isUp) return;
    }
  }

  /** Put round every function of the build that is loaded at the time. */
  watch(name: FunctionName, invoke: Invoke): Invoke {
    const build = this.#present;
    return async (event) => {
      const answer = await invoke(event);
      this.did.add(`${build} ${name}`);
      if (this.#isTime(name, event)) await this.change();
      if (name === 'deliver-mail') this.#isOpen = true;
      return answer;
    };
  }

  #isTime(name: FunctionName, event: unknown): boolean {
    const { success, data } = deskEventSchema.safeParse(event);
    // An editor who has the page that asks for approval answers it to the next build.
    const isCounted =
      name !== 'desk' || (success && data.requestContext.http.method === 'GET' && data.rawPath.endsWith('/approve'));
    if (!isCounted) return false;
    const answers = (this.#answers.get(name) ?? 0) + 1;
    this.#answers.set(name, answers);
    return answers === (name === 'desk' ? 1 : CHANGES[name]);
  }

  /** Stands before the mail service at `target`: its quota ends in the middle of the mailing, and is there again after a change. */
  async halfWayPost(target: string): Promise<{ readonly address: string; stop(): Promise<void> }> {
    let mails = 0;
    const server = createServer(async (incoming, response) => {
      const body = await bodyOf(incoming);
      const isMail = body.includes('Action=SendRawEmail');
      if (isMail && mails >= HALF && !this.#isOpen) {
        response.writeHead(400, { 'content-type': 'text/xml' }).end(QUOTA_ENDED);
        return;
      }
      mails += Number(isMail);
      onward(incoming, response, { target: new URL(target), body });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = z.object({ port: z.number() }).parse(server.address());
    const stop = async (): Promise<void> => {
      server.close();
      server.closeAllConnections();
    };
    return { address: `http://127.0.0.1:${port}`, stop };
  }
}

const QUOTA_ENDED =
  '<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>Throttling</Code>' +
  '<Message>Daily message quota exceeded.</Message></Error><RequestId>0</RequestId></ErrorResponse>';

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function onward(
  { method, url: path, headers: { expect: _, ...headers } }: IncomingMessage,
  response: ServerResponse,
  { target, body }: { readonly target: URL; readonly body: Buffer },
): void {
  const { hostname: host, port } = target;
  const sent = httpRequest({ host, port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  sent.on('error', () => response.destroy());
  sent.end(body);
}

/** What an editor met who kept a page open while the house was deployed. */
export interface SeenByEditor {
  /** Items in their order: as the page was opened, after its form went to the next build, and after that one's went to the first again. */
  readonly orders: readonly (readonly string[])[];
  /** The build that made each page. */
  readonly builds: readonly string[];
}

/** An editor moves an item down and up again, each time with a page of the build before. */
export async function editUnderDeployment(stage: Stage, day: Day, rolling: RollingBuilds): Promise<SeenByEditor> {
  const browser = await signedIn(stage.app, stage.deskAddress);
  rolling.knock = () => browser.open('/desk');
  const pages = [await browser.open(`/desk/issues/${day}`)];
  const [first] = pages;
  const form = first?.$('form.actions:has(button[value=down]:not([disabled]))').first().attr('action') ?? '';
  for (const direction of ['down', 'up']) {
    const last = pages.at(-1);
    await rolling.change();
    if (last) pages.push(await browser.submit(last, `form[action="${form}"]`, { direction }));
  }
  return {
    orders: pages.map(({ $ }) =>
      $('.card')
        .toArray()
        .map((card) => $(card).attr('id') ?? ''),
    ),
    builds: pages.map(({ $ }) => $('meta[name=build]').attr('content') ?? 'first'),
  };
}
