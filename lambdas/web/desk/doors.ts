import type { Keyring } from '../../core/subscriptions/keyring.ts';
import type { Identity, Person } from '../../ports/identity.ts';
import type { ApprovePorts } from '../../workflows/editing/approve-issue.ts';
import type { DeskDraftPorts } from '../../workflows/editing/desk-draft.ts';
import type { TestPorts, TestSettings } from '../../workflows/editing/send-test.ts';
import type { WhyNotPorts } from '../../workflows/editing/why-not.ts';
import type { CheckPorts } from '../../workflows/gathering/check-source.ts';
import type { HealthPorts } from '../../workflows/gathering/source-health.ts';
import type { StoryPorts } from '../../workflows/mailing/mailing-story.ts';
import type { MonthlyDeskPorts } from '../../workflows/monthly/edit-monthly.ts';
import type { TodayPorts } from '../../workflows/operations/house-today.ts';
import type { CorrectPorts } from '../../workflows/publishing/correct-issue.ts';
import type { WithdrawPorts } from '../../workflows/publishing/withdraw-issue.ts';

/** Ports the desk works with. */
export type DeskPorts = ApprovePorts &
  DeskDraftPorts &
  HealthPorts &
  CheckPorts &
  WhyNotPorts &
  MonthlyDeskPorts &
  CorrectPorts &
  WithdrawPorts &
  TestPorts &
  StoryPorts &
  TodayPorts;

/** Everything the desk has of the world. */
export interface DeskDoors {
  readonly ports: DeskPorts;
  readonly identity: Identity;
  /** Address of the archive as readers know it: for links to what is published. */
  readonly publicAddress: string;
  /**
   * Address of the desk as its editors' browsers know it (the request's own host is the gateway's): decides the way back
   * from the sign-in, the origin forms must come from and whether cookies are `Secure`. In AWS it is `publicAddress`.
   */
  readonly deskAddress: string;
  /** Hosted sign-in without a final slash; has `/oauth2/authorize`, `/oauth2/token` and `/logout`. */
  readonly signIn: { readonly address: string; readonly clientId: string };
  /** What a test mail to oneself says of the house, whom this stack may write to, and the keys by which an address is found. */
  readonly mail: Omit<TestSettings, 'publicAddress'> & { readonly keyring: () => Promise<Keyring> };
  /** Told of what should not happen, for the log of the operator. */
  readonly report: (problem: { readonly what: string; readonly detail: string }) => void;
}

/** What a route's handler finds in its context; `person` is set by the guard of every route that needs someone. */
export interface DeskEnvironment {
  Variables: { person: Person };
}
