import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, at, type Day, fromMillis, type Instant } from '../../lambdas/core/calendar/instant.ts';
import { type HeardLetters, type LettersNews, newsOfLetters } from '../../lambdas/core/operations/letters.ts';
import { HOURS as HOURS_OF } from '../../lambdas/names.ts';
import { inventoryOf } from '../../lib/costing/inventory.ts';
import { type Datum, goesOff, type Listener, listenerOf, seriesOf } from './cloudwatch.ts';
import { planted, shortName } from './facts.ts';
import { awsOf, type DayPlan, FIRST, heartbeatsOf, minuteOf, ours, QUIET, SPAN, sixtyDays } from './sixty-days.ts';
import { ofType, type Resource, type Resources, resourcesOf, stubHouse } from './stub-house.ts';

const ALARM = 'AWS::CloudWatch::Alarm';
const SIXTY_DAYS = Map.groupBy(sixtyDays(), ({ series }) => series);
let press: Resources;

beforeAll(() => {
  ({ press } = resourcesOf(stubHouse()));
}, 60_000);

function listeners(resources: Resources): Record<string, Listener> {
  const made = ofType(resources, ALARM).map(([, alarm]) => listenerOf(alarm, resources));
  return Object.fromEntries(made.map((each) => [shortName(each.name), each]));
}

/** A copy of the stack with one alarm changed. */
function withAlarm(name: string, change: (properties: Resource['Properties']) => void): Resources {
  const copy = planted(press, ALARM, () => undefined);
  const found = ofType(copy, ALARM).find(([, { Properties }]) => shortName(Properties.AlarmName) === name);
  if (!found) throw new Error(name);
  change(found[1].Properties);
  return copy;
}

/** The alarms that go off in sixty days, `name at day time`. */
function noise(resources: Resources, only = ''): string[] {
  const heard = Object.entries(listeners(resources)).filter(([name]) => name.startsWith(only));
  return heard.flatMap(([name, each]) =>
    goesOff(each, SIXTY_DAYS.get(each.series) ?? [], SPAN).map((minute) => `${name} ${timeOf(minute)}`),
  );
}

function timeOf(minute: number): string {
  return new Date((minute + 7 * 60) * 60_000).toISOString().slice(0, 16);
}

/** The first minute of the day at which an alarm goes off, as `HH:MM`; null: it does not. */
function firstAlarm(name: string, data: readonly Datum[], resources = press): string | null {
  const listener = listeners(resources)[name];
  if (!listener) throw new Error(`no alarm ${name}`);
  const [first] = goesOff(listener, data, { from: minuteOf(FIRST, '00:30'), until: minuteOf(FIRST, '23:55') });
  return first === undefined ? null : timeOf(first).slice(11);
}

/** What goes off in the first day, `name HH:MM`. */
function mailsOf(data: readonly Datum[], resources = press): string[] {
  const span = { from: minuteOf(FIRST, '00:30'), until: minuteOf(FIRST, '23:40') };
  const heard = Object.entries(listeners(resources)).flatMap(([name, each]) =>
    goesOff(each, data, span).map((minute) => `${name} ${timeOf(minute).slice(11)}`),
  );
  return heard.sort((a, b) => a.slice(-5).localeCompare(b.slice(-5)));
}

interface Look {
  readonly now: Instant;
  readonly minute: number;
}

/** When `tell-today` looks, on a day. */
function looksOf(day: Day): Look[] {
  const start = minuteOf(day, '00:00');
  return Array.from({ length: 288 }, (_, look) => start + 5 * look).map((minute) => ({
    minute,
    now: fromMillis(minute * 60_000),
  }));
}

/** What is told of the letters that lie there at each look, by the rule of the product itself. */
function lettersTold(looks: readonly Look[], lying: (look: Look) => Readonly<Record<string, number>>): Datum[] {
  let before: HeardLetters | null = null;
  return looks.flatMap((look) => {
    const told: LettersNews = newsOfLetters({ now: look.now, letters: lying(look), before, reminder: HOURS_OF.mailed });
    before = told.heard;
    return told.news === null ? [] : [ours('DeadLetters', look.minute, told.news)];
  });
}

const AT_TEN = minuteOf(FIRST, '10:00');
const every = (name: string, value: number) =>
  Array.from({ length: 24 }, (_, count) => ours(name, AT_TEN + count * 5, value));
const ses = (name: string, value: number) => [
  awsOf(name, { 'ses:configuration-set': 'diembao-test-bulletin' }, { minute: AT_TEN, value }),
];

/** What makes an alarm go off that is not about the hours of the day. */
const CAUSES: Readonly<Record<string, readonly Datum[]>> = {
  ...Object.fromEntries(
    ['visit-source', 'deliver-mail', 'record-mail-event'].map((name) => [
      `${name}-errors`,
      [0, 1, 3].map((after) =>
        awsOf('Errors', { FunctionName: `diembao-test-${name}` }, { minute: AT_TEN + after, value: 1 }),
      ),
    ]),
  ),
  'dead-letters': [ours('DeadLetters', AT_TEN, 1)],
  'bounce-rate': ses('Reputation.BounceRate', 0.031),
  'complaint-rate': ses('Reputation.ComplaintRate', 0.0009),
  'priority-source': every('PriorityTrouble', 1),
  'many-sources': every('SourceTrouble', 1),
  'recover-found-work': [ours('Recovered', AT_TEN, 1)],
  'books-unbalanced': [ours('BooksUnbalanced', AT_TEN, 1)],
  'zalo-parked': [ours('ZaloParked', AT_TEN, 1)],
  'mailing-paused': [ours('MailingSuspected', AT_TEN, 1)],
  'daily-quota': [ours('DailyQuotaReached', AT_TEN, 1)],
};

/** The alarms on the day: what never happens, and when somebody is told at the latest, five minutes after its hour; a copy is on its way until then. */
const HOURS: Readonly<Record<string, { readonly plan: DayPlan; readonly by: string }>> = {
  'no-draft': { plan: { drafted: null, approved: null, sent: null }, by: '06:05' },
  'not-approved': { plan: { ...QUIET, approved: null, sent: null }, by: '07:35' },
  'mailing-late': { plan: { ...QUIET, sent: null }, by: '09:05' },
  'canary-silent': { plan: { ...QUIET, arrived: null }, by: '09:11' },
};

describe('the alarms', () => {
  it('R34 are silent through sixty simulated days, quiet and busy ones', () => {
    expect(noise(press)).toEqual([]);
  });

  it('R34 control: would not be silent with a wrong threshold, statistic or window', () => {
    const hasty = withAlarm('deliver-mail-errors', (alarm) => Object.assign(alarm, { Threshold: 1 }));
    expect(noise(hasty, 'deliver-mail-errors')).toContain('deliver-mail-errors 2026-12-23T06:07');
    const strict = withAlarm('many-sources', (alarm) => Object.assign(alarm, { Threshold: 0.2 }));
    expect(noise(strict, 'many-sources').length).toBeGreaterThan(0);
    const short = withAlarm('tell-today-silent', ({ Metrics }) =>
      Object.assign(Metrics[1].MetricStat, { Period: 300 }),
    );
    expect(noise(short, 'tell-today-silent').length).toBeGreaterThan(60);
    const early = withAlarm('not-approved', ({ Metrics }) => {
      Metrics[0].Expression = Metrics[0].Expression.replace('>= 20 ', '>= 0 ');
    });
    expect(noise(early, 'not-approved').length).toBeGreaterThan(10);
  });

  it.each(Object.entries(HOURS))('R34 on the hours: %s', (name, { plan, by }) => {
    expect(firstAlarm(name, heartbeatsOf(FIRST, plan))).toBe(by);
    expect(firstAlarm(name, heartbeatsOf(FIRST, QUIET))).toBeNull();
  });

  it('take silence for a fault, all of them together once, within a quarter of an hour of the last word', () => {
    const silent = heartbeatsOf(FIRST, QUIET, (minute) => minute < 600);
    expect(mailsOf(silent)).toEqual(['tell-today-silent 10:12']);
  });

  it('say in the night nothing of a silence, and an hour before the draft that it lasts', () => {
    const sinceTwo = heartbeatsOf(FIRST, QUIET, (minute) => minute < 120);
    expect(mailsOf(sinceTwo)).toEqual(['tell-today-silent 05:05']);
    const mended = heartbeatsOf(FIRST, QUIET, (minute) => minute < 120 || minute > 270);
    expect(mailsOf(mended)).toEqual([]);
  });

  it('would otherwise wake somebody at night, or hear it late: the planted faults', () => {
    const silent = heartbeatsOf(FIRST, QUIET, (minute) => minute < 120 || (minute > 270 && minute < 600));
    const expressed = (change: (expression: string) => string): Resources =>
      withAlarm('tell-today-silent', ({ Metrics }) => {
        Metrics[0].Expression = change(Metrics[0].Expression);
      });
    expect(mailsOf(silent)).toEqual(['tell-today-silent 10:12']);
    const left = expressed((expression) => expression.replaceAll('FILL(told, 0)', 'told'));
    expect(mailsOf(silent, left)).toEqual(['tell-today-silent 02:56', 'tell-today-silent 10:57']);
    const always = expressed((expression) => expression.replace(/>= \d+/, '>= 0'));
    expect(mailsOf(silent, always)[0]).toBe('tell-today-silent 02:11');
  });

  it('on the canary goes off too when it stands on no list, and an hour after a mailing that was put off', () => {
    expect(firstAlarm('canary-silent', heartbeatsOf(FIRST, { ...QUIET, hasNoCanary: true }))).toBe('09:05');
    const putOff = { ...QUIET, sent: '10:40', putOffTo: '10:00' };
    expect(firstAlarm('canary-silent', heartbeatsOf(FIRST, { ...putOff, arrived: null }))).toBe('11:11');
    expect(firstAlarm('canary-silent', heartbeatsOf(FIRST, putOff))).toBeNull();
  });

  it('on the search goes off when the index is behind after nine', () => {
    const behind = heartbeatsOf(FIRST, QUIET).map((datum) =>
      datum.series.includes('SearchUpToDate') ? { ...datum, value: 0 } : datum,
    );
    expect(firstAlarm('search-late', behind)).toBe('09:05');
  });

  it('go off, each of them, for what they are about', () => {
    const names = Object.keys(listeners(press));
    const told = [...Object.keys(CAUSES), ...Object.keys(HOURS), 'search-late', 'tell-today-silent', 'web-failures'];
    expect(names.sort()).toEqual(told.sort());
    const mute = Object.entries(CAUSES).filter(([name, data]) => firstAlarm(name, data) === null);
    expect(mute.map(([name]) => name)).toEqual([]);

    const web = listeners(press)['web-failures'];
    if (!web) throw new Error('web-failures');
    const failures = [1, 6, 11].map((after): Datum => ({ minute: AT_TEN + after, series: web.series, value: 1 }));
    expect(firstAlarm('web-failures', failures)).toBe('10:12');
    expect(firstAlarm('web-failures', failures.slice(1))).toBeNull();
  });

  it('on dead letters tells of the first, of one in another queue beside it, and each morning of what lies there', () => {
    const looks = [FIRST, addDays(FIRST, 1)].flatMap((day) => looksOf(day));
    const lying = ({ now }: Look) => ({
      gather: Number(now >= at(FIRST, '10:00')),
      deliver: Number(now >= at(FIRST, '10:08')),
    });
    const span = { from: minuteOf(FIRST, '00:30'), until: minuteOf(addDays(FIRST, 1), '23:40') };
    const offs = (data: readonly Datum[]): string[] => {
      const listener = listeners(press)['dead-letters'];
      return listener ? goesOff(listener, data, span).map(timeOf) : [];
    };
    expect(offs(lettersTold(looks, lying))).toEqual(['2026-12-21T10:01', '2026-12-21T10:26', '2026-12-22T09:01']);
    // The planted faults: what lies there is told at every look, and news at once.
    const always = looks.map(({ now, minute }) => {
      const { gather, deliver } = lying({ now, minute });
      return ours('DeadLetters', minute, gather + deliver);
    });
    expect(offs(always)).toEqual(['2026-12-21T10:01']);
    expect(
      offs(looks.flatMap(({ minute }, look) => (look % 2 === 0 ? [ours('DeadLetters', minute, 1)] : []))),
    ).toHaveLength(1);
    const sounding = ofType(press, ALARM).filter(([, { Properties }]) => !Properties.OKActions);
    expect(sounding.map(([, { Properties }]) => shortName(Properties.AlarmName))).toEqual(['dead-letters']);
  });

  it('are deaf when they listen to another stage or to a name nobody tells: the planted fault', () => {
    const [cause] = CAUSES['books-unbalanced'] ?? [];
    if (!cause) throw new Error('no cause');
    const foreign = withAlarm('books-unbalanced', (alarm) => Object.assign(alarm, { Namespace: 'DiemBao/prod' }));
    expect(firstAlarm('books-unbalanced', [cause], foreign)).toBeNull();
    expect(cause.series).toBe(seriesOf('DiemBao/test', 'BooksUnbalanced', { service: 'diembao' }));
  });

  it('are all on the one dashboard, and those of prod hear prod alone', () => {
    const boards = ofType(press, 'AWS::CloudWatch::Dashboard').map(([, { Properties }]) => Properties);
    const shown = JSON.stringify(boards[0]?.DashboardBody);
    expect(boards.map(({ DashboardName }) => DashboardName)).toEqual(['diembao-test']);
    // One that shows more is none of the three that AWS gives.
    expect(inventoryOf([press]).dashboards.map((metrics) => metrics > 20 && metrics <= 50)).toEqual([true]);
    const missing = ofType(press, ALARM).filter(([id]) => !shown.includes(id));
    expect(missing.map(([id]) => id)).toEqual([]);
    const functions = ofType(press, 'AWS::Lambda::Function').map(
      ([, { Properties }]) => Properties.Environment.Variables,
    );
    expect(functions.every((each) => each.POWERTOOLS_METRICS_NAMESPACE === 'DiemBao/test')).toBe(true);
  });
});
