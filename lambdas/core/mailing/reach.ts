/** The only addresses, or `@domains`, that mail may go to, lower case; `*` or null: everybody. */
export type AllowList = readonly string[] | null;

/** Whether a stack may write to `address`: a rehearsal must not reach people. */
export function mayReach(address: string, allowList: AllowList): boolean {
  if (allowList === null || allowList.includes('*')) return true;
  const lower = address.toLowerCase();
  return allowList.includes(lower) || allowList.includes(lower.slice(lower.lastIndexOf('@')));
}
