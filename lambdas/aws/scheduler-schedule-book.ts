import { GetScheduleCommand, ListSchedulesCommand, type SchedulerClient } from '@aws-sdk/client-scheduler';
import type { HeldSchedule, ScheduleBook } from '../ports/schedule-book.ts';

/** EventBridge Scheduler; its list has neither hours nor zones, so each schedule is asked for. */
export function createScheduleBook(client: SchedulerClient): ScheduleBook {
  return {
    beginningWith: async (prefix) => {
      const names = await namesOf(client, prefix);
      return Promise.all(names.map((name) => held(client, name)));
    },
  };
}

async function namesOf(client: SchedulerClient, NamePrefix: string): Promise<string[]> {
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListSchedulesCommand({ NamePrefix, ...(NextToken && { NextToken }) }));
    names.push(...(page.Schedules ?? []).flatMap(({ Name }) => Name ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return names;
}

async function held(client: SchedulerClient, name: string): Promise<HeldSchedule> {
  const { State, ScheduleExpression, ScheduleExpressionTimezone, Target } = await client.send(
    new GetScheduleCommand({ Name: name }),
  );
  return {
    name,
    isOn: State === 'ENABLED',
    expression: ScheduleExpression ?? '',
    // What EventBridge reads a schedule in that names no zone.
    timeZone: ScheduleExpressionTimezone ?? 'UTC',
    runs: functionIn(Target?.Arn ?? ''),
  };
}

/** `arn:aws:lambda:<region>:<account>:function:<name>`, with a version or an alias behind it or not. */
function functionIn(arn: string): string {
  return /:function:([^:]+)/.exec(arn)?.[1] ?? arn;
}
