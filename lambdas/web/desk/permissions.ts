import type { Person, Role } from '../../ports/identity.ts';

/** What a route of the desk asks of its visitor. */
export type Permission = 'read' | 'edit' | 'approve' | 'sources' | 'settings' | 'look-up';

/** Who may do what. An administrator keeps the house, its sources too, but does not edit and never approves. */
const ALLOWED: Record<Permission, readonly Role[]> = {
  approve: ['approvers'],
  edit: ['approvers', 'editors'],
  // What became of one person's mail, and who did what at the desk: not everybody's to ask.
  'look-up': ['administrators', 'approvers'],
  read: ['administrators', 'approvers', 'editors', 'readers'],
  settings: ['administrators'],
  sources: ['administrators', 'approvers', 'editors'],
};

/** True when one of the person's roles allows it. */
export function may(person: Person, permission: Permission): boolean {
  return person.roles.some((role) => ALLOWED[permission].includes(role));
}
