import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { PostOffice } from '../ports/post-office.ts';
import type { ScheduleBook } from '../ports/schedule-book.ts';
import { createScheduleBook } from './scheduler-schedule-book.ts';
import { createPostOffice } from './ses-post-office.ts';

/** What only an operator looks at, with the operator's own credentials. */
export interface AccountBooks {
  readonly schedules: ScheduleBook;
  readonly post: PostOffice;
}

/** On AWS; no function has these clients in its bundle. Region, credentials and endpoints come from the usual `AWS_…` variables. */
export function createAccountBooks(): AccountBooks {
  return { schedules: createScheduleBook(new SchedulerClient()), post: createPostOffice(new SESv2Client()) };
}
