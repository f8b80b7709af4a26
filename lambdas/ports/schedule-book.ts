/** A schedule as the scheduler holds it. */
export interface HeldSchedule {
  /** With the stage: `diembao-prod-recover`. */
  readonly name: string;
  readonly isOn: boolean;
  /** `cron(0 6 * * ? *)`, read in `timeZone`. */
  readonly expression: string;
  readonly timeZone: string;
  /** Name of the function it runs. */
  readonly runs: string;
}

/** What the scheduler holds, for whoever looks whether it is right. */
export interface ScheduleBook {
  /** All whose names begin with `prefix`, in no order. */
  beginningWith(prefix: string): Promise<readonly HeldSchedule[]>;
}
