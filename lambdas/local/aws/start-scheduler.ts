import { TIME_ZONE, TIMETABLE } from '../../names.ts';
import { type Reply, type RunningServer, serve } from './http.ts';
import { restFailure, restJson } from './rest-json.ts';
import { checkSignature } from './sig-v4.ts';

/** A schedule as EventBridge Scheduler tells it. */
export interface LocalSchedule {
  readonly Name: string;
  readonly State: 'ENABLED' | 'DISABLED';
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone: string;
  readonly Target: { readonly Arn: string };
}

/** The local scheduler: it holds the timetable and tells of it; the embedded day itself runs what is due. */
export interface LocalScheduler extends RunningServer {
  /** By name, with the stage; a test changes it. */
  readonly schedules: Map<string, LocalSchedule>;
}

/** `ListSchedules` and `GetSchedule`; a page has `pageSize` names. */
export async function startScheduler(prefix: string, pageSize = 100): Promise<LocalScheduler> {
  const schedules = new Map(timetable(prefix).map((each) => [each.Name, each]));
  const server = await serve(async (request) => {
    const signing = checkSignature(request);
    if (signing.kind === 'refused') return restFailure(403, signing.code, signing.message);
    const { pathname, searchParams } = new URL(request.target, 'http://scheduler');
    if (pathname === '/schedules') return list([...schedules.values()], searchParams, pageSize);
    const found = schedules.get(decodeURIComponent(pathname.slice('/schedules/'.length)));
    return found ? restJson(found) : restFailure(404, 'ResourceNotFoundException', 'It does not exist.');
  });
  return { ...server, schedules };
}

function list(all: readonly LocalSchedule[], asked: URLSearchParams, pageSize: number): Reply {
  const matching = all.filter(({ Name }) => Name.startsWith(asked.get('NamePrefix') ?? ''));
  const from = Number(asked.get('NextToken') ?? 0);
  const page = matching.slice(from, from + pageSize);
  const next = from + pageSize < matching.length ? { NextToken: String(from + pageSize) } : {};
  return restJson({ Schedules: page.map(({ Name, State, Target }) => ({ Name, State, Target })), ...next });
}

function timetable(prefix: string): LocalSchedule[] {
  return TIMETABLE.map(({ name, runs, expression }) => ({
    Name: `${prefix}${name}`,
    State: 'ENABLED',
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: TIME_ZONE,
    Target: { Arn: `arn:aws:lambda:ap-southeast-1:000000000000:function:${prefix}${runs}` },
  }));
}
