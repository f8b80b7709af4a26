import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe } from 'vitest';
import { createScheduleBook } from '../../lambdas/aws/scheduler-schedule-book.ts';
import { createPostOffice } from '../../lambdas/aws/ses-post-office.ts';
import { LOCAL_KEYS } from '../../lambdas/local/aws/sig-v4.ts';
import { type LocalScheduler, startScheduler } from '../../lambdas/local/aws/start-scheduler.ts';
import { TIME_ZONE, TIMETABLE } from '../../lambdas/names.ts';
import { memoryPostOffice, memoryScheduleBook } from '../support/memory/memory-account-books.ts';
import { postOfficeContract, scheduleBookContract } from './account-books.contract.ts';
import { type AwsHouse, awsHouse } from './aws-house.ts';

const HOST = 'diembao.example';
const SET = 'diembao-local';
const sdk = (endpoint: string) => ({ endpoint, region: 'ap-southeast-1', credentials: { ...LOCAL_KEYS } });

let scheduler: LocalScheduler;
let house: AwsHouse;
beforeAll(async () => {
  // Four names a page, so that the list has three.
  [scheduler, house] = await Promise.all([startScheduler('diembao-local-', 4), awsHouse()]);
});
afterAll(async () => {
  await Promise.all([scheduler.stop(), house.stop()]);
});

describe('a list of schedules in memory', () => {
  const book = memoryScheduleBook(
    TIMETABLE.map(({ name, expression, runs }) => ({
      ...{ name: `diembao-local-${name}`, isOn: true, expression, timeZone: TIME_ZONE },
      runs: `diembao-local-${runs}`,
    })),
  );
  const switchOff = (name: string): void => {
    book.schedules = book.schedules.map((each) => (each.name === name ? { ...each, isOn: false } : each));
  };
  scheduleBookContract(() => ({ book, switchOff }));
});

describe('a list of schedules of EventBridge', () => {
  scheduleBookContract(() => ({
    book: createScheduleBook(new SchedulerClient(sdk(scheduler.url))),
    switchOff: (name) => {
      const held = scheduler.schedules.get(name);
      if (held) scheduler.schedules.set(name, { ...held, State: 'DISABLED' });
    },
  }));
});

describe('the books of a mail service in memory', () => {
  const post = memoryPostOffice(HOST, SET);
  const spoil = (): void => {
    post.books.account = { isInSandbox: true, isSending: false, health: 'in-danger', plan: 'essentials' };
    post.books.identities.set(HOST, { isVerified: false, dkim: 'waiting', mailFrom: 'failed' });
    const suppresses = { bounces: true, complaints: false };
    post.books.channels.set(SET, { isSending: false, suppresses, heard: ['delivery'] });
  };
  postOfficeContract(() => ({ post, spoil }));
});

describe('the books of SES', () => {
  postOfficeContract(() => ({
    post: createPostOffice(new SESv2Client(sdk(house.aws.endpoints.AWS_ENDPOINT_URL_SESV2 ?? ''))),
    spoil: () => {
      const { ses } = house.aws.account;
      Object.assign(ses, { isInProduction: false, isSending: false, enforcement: 'PROBATION', plan: 'ESSENTIALS' });
      ses.identities.set(HOST, { isVerified: false, dkim: 'TEMPORARY_FAILURE', mailFrom: 'FAILED' });
      const [whole] = ses.sets.get(SET)?.destinations ?? [];
      if (!whole) throw new Error('no destination');
      // One that is switched off, and one that tells nobody of the house.
      const others = [
        { ...whole, Enabled: false },
        { ...whole, SnsDestination: undefined },
      ];
      const destinations = [...others, { ...whole, MatchingEventTypes: ['DELIVERY', 'OPEN'] }];
      ses.sets.set(SET, { isSending: false, suppressed: ['BOUNCE'], destinations });
    },
  }));
});
