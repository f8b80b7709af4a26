import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnManagedLoginBranding, OAuthScope, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ARCHIVE_KEYS, NEWSROOM_KEYS } from '../lambdas/names.ts';
import { route } from './kit/http-api.ts';
import { allow, mayReadKey, maySendTo, mayUseKeys, mayUseRows } from './kit/permissions.ts';
import type { PostOffice } from './kit/post-office.ts';
import type { Press, Storage } from './kit/press.ts';
import { pressFunction } from './kit/press-function.ts';
import { mayApprove, mayLayOut, mayReadEarlier } from './kit/rights.ts';
import type { Timetable } from './kit/schedule.ts';

/** Laying out the draft takes one of these minutes with a week's pool. */
const DRAFT_TIMEOUT = Duration.minutes(5);

/** The draft and the desk. The desk may approve, which asks for publishing, and hold or stop a mailing; it never starts one. */
export class Editing extends Construct {
  constructor(
    scope: Construct,
    id: string,
    press: Press,
    doors: { readonly api: HttpApi; readonly timetable: Timetable; readonly post: PostOffice },
  ) {
    super(scope, id);
    const { storage } = press;
    const { articles, audiences, drafts, journal, models, rounds, settings, watch, zalo } = NEWSROOM_KEYS;

    const layer = pressFunction(this, press, {
      fileName: 'draft-issue',
      impact: 'Editors find no draft at 06:00; the issue is late or written by hand',
      timeout: DRAFT_TIMEOUT,
      missedRuns: press.missedRuns,
    });
    mayLayOut(layer, storage);
    doors.timetable(layer, 'draft-issue');

    const desk = pressFunction(this, press, {
      fileName: 'desk',
      impact: 'Editors cannot work on the draft or approve it; today’s issue waits',
      timeout: Duration.seconds(29),
    });
    // Administrators change the settings at the desk, each with its versions under `settings/history/`; editors add sources.
    mayUseKeys(desk, storage.newsroom, {
      read: [articles, audiences, drafts, journal, models, rounds, settings, watch, zalo],
      write: [drafts, settings],
      // Who did what is added to and never changed.
      create: [journal],
    });
    mayUseRows(desk, storage.tables.newsroom, { read: ['visit', 'entry#*'], list: ['visit', 'issue#*'] });
    mayReadEarlier(desk, storage);
    // Pictures of the monthly are kept when an editor takes them, and read again for its preview.
    const { pictures } = ARCHIVE_KEYS;
    mayUseKeys(desk, storage.archive, { read: [pictures], write: [pictures] });
    mayApprove(desk, press);
    // To pause, resume or stop a mailing, to tell what became of it for an address, and to have the failed written to once
    // more: the desk queues them, the mailing's own function sends. The key finds an address's rows.
    mayUseRows(desk, storage.tables.deliveries, LEDGER);
    // Its id: today's page tells when the table was restored and nobody has armed the house since.
    allow(desk, { actions: ['dynamodb:DescribeTable'], resources: [storage.tables.deliveries.tableArn] });
    // An administrator brings in the list of an office, takes one out, and sees how many there are; nobody is taken away.
    mayUseRows(desk, storage.tables.subscribers, { read: ['*'], write: ['*'], indexes: { byState: ['*'] } });
    mayReadKey(desk, storage.tokenSecret);
    maySendTo(desk, press.queues.deliver);
    // An editor's test mail to himself.
    doors.post.maySend(desk);
    route(doors.api, '/desk', {
      fn: desk,
      why: 'The desk checks the token in its own cookie; sign-in itself has none yet.',
    });
  }
}

const LEDGER = {
  read: ['mailing#*', 'delivery#*', 'arming'],
  list: ['delivery#*'],
  write: ['mailing#*', 'delivery#*'],
} as const;

/** The desk at the sign-in: a public client with PKCE, so that no secret lies in a function's environment. */
export function deskClient(scope: Construct, storage: Storage, publicAddress: string): UserPoolClient {
  const client = new UserPoolClient(scope, 'desk-client', {
    userPool: storage.people,
    generateSecret: false,
    authFlows: { userSrp: true },
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
      callbackUrls: [`${publicAddress}/desk/signed-in`],
      logoutUrls: [`${publicAddress}/desk`],
    },
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    idTokenValidity: Duration.hours(8),
    accessTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.hours(24),
  });
  new CfnManagedLoginBranding(scope, 'sign-in-style', {
    userPoolId: storage.people.userPoolId,
    clientId: client.userPoolClientId,
    useCognitoProvidedValues: true,
  });
  new CfnOutput(scope, 'sign-in', { value: storage.signInAddress, description: 'Host of the sign-in pages' });
  return client;
}
