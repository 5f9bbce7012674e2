/** What an environment may choose about the database server; documented values are the defaults (architecture.md 5.1). */
export interface RdsSettings {
  /**
   * PostgreSQL version. A major version alone (`16`) lets RDS choose the newest minor one. No default: AWS withdrew the
   * documented 16.4 (ruling A3), stacks/lifecycle.ts holds what is deployed.
   */
  readonly engineVersion: string;
  /** Default `db.t4g.micro`. */
  readonly instanceClass?: string;
  /** GB (gp3). Default 50. */
  readonly storageGb?: number;
  /** GB up to which the storage grows by itself; null where it does not. Default 100. */
  readonly maxStorageGb?: number | null;
  /** A standby in the other zone. Default true. */
  readonly multiAz?: boolean;
  /** Whether AWS refuses to delete the server. Default true. */
  readonly deletionProtection?: boolean;
  /** Whether deleting the server leaves a snapshot. Default true. */
  readonly finalSnapshot?: boolean;
  /** Days that backups are kept. Default 7. */
  readonly backupRetentionDays?: number;
  /** RDS Proxy in front (ruling D4: production only). Default true. */
  readonly proxy?: boolean;
  /** Share of the server's connections that the proxy may open, in percent. Default 100. */
  readonly proxyMaxConnectionsPercent?: number;
  /** Share of the server's connections that the proxy keeps open while idle, in percent. Default 50. */
  readonly proxyMaxIdlePercent?: number;
  /** Milliseconds from which a query is written to the log. Default 1,000. */
  readonly slowQueryMs?: number;
  /** Seconds between two measurements of Enhanced Monitoring; 0 switches it off. Default 60. */
  readonly monitoringIntervalSeconds?: number;
  /** Days that Performance Insights keeps. Default 7. */
  readonly insightsRetentionDays?: number;
  /** Days that exported logs are kept; the document names none. Default 30. */
  readonly logRetentionDays?: number;
  /** Further parameters of the server, for example `{ work_mem: '8192' }`. Static ones wait for a restart by themselves (A10). */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Connections that all clients together open at most (pods times pool); 0 where it is not known. Default 0. */
  readonly clientConnections?: number;
}

/** The documented values (architecture.md 5.1). */
export const rdsDefaults = {
  instanceClass: 'db.t4g.micro',
  storageGb: 50,
  maxStorageGb: 100,
  multiAz: true,
  deletionProtection: true,
  finalSnapshot: true,
  backupRetentionDays: 7,
  proxy: true,
  proxyMaxConnectionsPercent: 100,
  proxyMaxIdlePercent: 50,
  slowQueryMs: 1_000,
  monitoringIntervalSeconds: 60,
  insightsRetentionDays: 7,
  logRetentionDays: 30,
  parameters: {},
  clientConnections: 0,
} as const satisfies Omit<Required<RdsSettings>, 'engineVersion'>;
