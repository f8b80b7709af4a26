import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

/** Where a host name leads. */
export interface Destination {
  readonly address: string;
  /** Null: the port of the URL, by TLS when it says https. A number: this port, in plain HTTP whatever the URL says. */
  readonly port: number | null;
  /** The address must be a public one. False only in code that knows where it leads (the embedded press). */
  readonly guarded: boolean;
}

/** Decides where connections go. The polite web asks it for every request, redirects included. */
export interface Dialler {
  /** All destinations of a host name or literal address (no brackets); rejects when there is none. */
  lookup(hostname: string): Promise<readonly Destination[]>;
}

/** The system's resolver; every address it gives is held against the guard. */
export function systemDialler(): Dialler {
  return {
    async lookup(hostname) {
      if (isIP(hostname) !== 0) return [{ address: hostname, port: null, guarded: true }];
      const found = await lookup(hostname, { all: true });
      return found.map(({ address }) => ({ address, port: null, guarded: true }));
    },
  };
}

/**
 * Leads the listed host names to one plain HTTP port on this machine and leaves all others to `otherwise`. For the
 * embedded press and for tests; no setting of a deployed bundle reaches it.
 */
export function mappedDialler(hosts: ReadonlySet<string>, port: number, otherwise: Dialler): Dialler {
  return {
    lookup: async (hostname) =>
      hosts.has(hostname.toLowerCase()) ? [{ address: '127.0.0.1', port, guarded: false }] : otherwise.lookup(hostname),
  };
}
