/** dynalite 4 has no types of its own; this is what we use of it. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** DynamoDB in this process, not yet listening; in memory without `path`. */
  function dynalite(options: {
    readonly path?: string;
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }): Server;
  export = dynalite;
}
