import { handle } from 'hono/aws-lambda';
import { readKeyring, readSender } from './aws/mail-settings.ts';
import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { createSystemClock } from './aws/system-clock.ts';
import { type Dialler, systemDialler } from './net/dialler.ts';
import { createPoliteWeb } from './net/polite-web.ts';
import { createPictureStudio } from './net/sharp-picture-studio.ts';
import { userAgentOf } from './net/user-agent.ts';
import type { Clock } from './ports/clock.ts';
import { createLogger } from './telemetry/logger.ts';
import { createDesk } from './web/desk/desk.ts';

/** HTTP API → the editors' web app. */
export function createHandler(embedding: { readonly clock?: Clock; readonly dialler?: Dialler } = {}) {
  const built = once(() => {
    const aws = new AwsPorts(process.env);
    const { identity, settings } = aws;
    const logger = createLogger('desk');
    const clock = embedding.clock ?? createSystemClock();
    const dialler = embedding.dialler ?? systemDialler();
    const web = createPoliteWeb({ dialler, clock, userAgent: userAgentOf(settings.publicAddress) });
    return handle(
      createDesk({
        ports: { ...aws.forDesk(), clock, web, studio: createPictureStudio() },
        identity,
        publicAddress: settings.publicAddress,
        deskAddress: settings.deskAddress,
        signIn: { address: settings.signInAddress, clientId: settings.tokenClient },
        mail: { ...readSender(settings), keyring: () => readKeyring(settings, aws.secrets) },
        report: (problem) => logger.error(problem.what, { detail: problem.detail }),
      }),
    );
  });
  return (...call: Parameters<ReturnType<typeof built>>) => built()(...call);
}

/** Called by AWS. */
export const handler = createHandler();
