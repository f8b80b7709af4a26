/** The one function of dynalite 4, which ships no types. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  function dynalite(options: {
    /** Folder of the LevelDB store; in memory when left out. */
    readonly path?: string;
    /** Milliseconds a table stays in `CREATING`. */
    readonly createTableMs?: number;
    readonly updateTableMs?: number;
    readonly deleteTableMs?: number;
  }): Server;

  export = dynalite;
}
