import { once as onceEvent } from 'node:events';
import { at, type Day } from '../core/calendar/instant.ts';
import { gather, layOutDraft, mail, openArchive, readersMails, subscribeSampleReaders, TIMES } from './day-steps.ts';
import type { StartOptions } from './options.ts';
import { progressTo } from './progress.ts';
import { readIssue } from './read-issue.ts';
import { openStage, type Stage } from './stage.ts';

/** What the serving mode is started with. */
export interface ServeOptions {
  readonly root: string;
  readonly options: StartOptions;
  readonly day: Day;
}

/** What is said of the draft. */
const DRAFT_WORDS: Readonly<Record<'drafted' | 'exists' | 'no-issue', (day: Day) => string>> = {
  drafted: (day) => `The draft of ${day} is laid out`,
  exists: (day) => `The draft of ${day} is there from before`,
  'no-issue': (day) => `${day} has no issue`,
};

/** How often the house looks round: new visits, and whatever should exist and does not. */
const ROUND_MS = 15 * 60_000;

/** Reads the papers, lays out the draft of the day, then serves the desk, the archive and the outbox until it is stopped. */
export async function serveDay({ root, options, day }: ServeOptions): Promise<void> {
  const progress = progressTo(process.stdout);
  const isLive = options.press.kind === 'live';
  let visited = 0;
  let published = (): void => undefined;
  const stage = await openStage({
    root,
    dataDir: options.dataDir,
    press: options.press,
    day,
    since: options.since,
    startsAt: isLive ? null : TIMES.gather,
    port: options.port,
    publicAddress: null,
    onHandled: (queue) => {
      if (queue === 'gather') {
        visited += 1;
        progress.step(`Visiting the papers: ${visited} done`);
      }
      if (queue === 'publish') published();
    },
    onFailure: (queue, error) => progress.line(`${queue}: ${error instanceof Error ? error.message : String(error)}`),
  });
  try {
    await openArchive(stage);
    await subscribeSampleReaders(stage, day);
    if (!isLive && (await readIssue(stage.s3, stage.archiveBucket, day))) stage.clock.advanceTo(at(day, TIMES.mail));
    const due = await gather(stage);
    progress.line(due > 0 ? `Visited ${due} papers` : 'No paper is due for a visit');
    if (!isLive) stage.clock.holdAt(at(day, TIMES.draft));
    const draft = await layOutDraft(stage, day);
    progress.line(DRAFT_WORDS[draft](day));
    if (!isLive) stage.clock.advanceTo(at(day, TIMES.draft));
    const mailing = mailOnPublishing(stage, day, (text) => progress.line(text));
    published = mailing;
    mailing();
    // Listened for before anybody can know that the house is there.
    const stopped = Promise.race([onceEvent(process, 'SIGINT'), onceEvent(process, 'SIGTERM')]);
    process.stdout.write(addresses(stage.deskAddress));
    // The first page of the desk says when the watchman last came: he comes before anybody looks.
    void stage.functions.recover({}).catch((error: Error) => progress.line(error.message));
    const rounds = setInterval(
      () => void lookRound(stage).catch((error: Error) => progress.line(error.message)),
      ROUND_MS,
    );
    await stopped;
    clearInterval(rounds);
    process.stdout.write('\nStopping …\n');
  } finally {
    await stage.stop();
  }
}

function addresses(address: string): string {
  const rows = [
    `  desk      ${address}/desk`,
    `  archive   ${address}/`,
    `  outbox    ${address}/outbox`,
    '  Ctrl-C stops the house; started again, it goes on from the stored state.',
  ];
  return `\n${rows.join('\n')}\n\n`;
}

/** Mails the issue once it is published: nobody waits for 08:00 in a rehearsal, the clock is put forward. */
function mailOnPublishing(stage: Stage, day: Day, say: (text: string) => void): () => void {
  let busy = false;
  return () => {
    if (busy) return;
    busy = true;
    void (async () => {
      try {
        if (!(await readIssue(stage.s3, stage.archiveBucket, day))) return;
        const before = readersMails(stage.aws.mailbox.list()).length;
        await mail(stage, day);
        const after = readersMails(stage.aws.mailbox.list()).length;
        if (after > before) say(`The issue of ${day} is published and mailed: ${after - before} mails in the outbox`);
        // The clock went past rounds that nobody made: without one, the page of today calls the papers unread.
        if (after > before) await lookRound(stage);
      } catch (error) {
        say(error instanceof Error ? error.message : String(error));
      } finally {
        busy = false;
      }
    })();
  };
}

async function lookRound(stage: Stage): Promise<void> {
  await stage.functions['plan-visits']({});
  await stage.functions.recover({});
  await stage.functions['tell-today']({});
}
