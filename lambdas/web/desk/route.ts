import type { DeskDoors } from './doors.ts';
import type { DeskContext } from './page.ts';
import type { Permission } from './permissions.ts';

/** One address of the desk, whom it lets in, and what it does. GET never changes state. */
export interface DeskRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** `nothing`: open to everybody. */
  readonly needs: Permission | 'nothing';
  readonly handle: (context: DeskContext, doors: DeskDoors) => Response | Promise<Response>;
}
