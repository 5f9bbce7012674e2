/**
 * Parameters of PostgreSQL that only a restart changes (PostgreSQL documentation, context `postmaster`; Amazon RDS calls
 * them static). RDS refuses them with the method `immediate` (ruling A10).
 */
const staticParameters: ReadonlySet<string> = new Set([
  'autovacuum_freeze_max_age',
  'autovacuum_max_workers',
  'autovacuum_multixact_freeze_max_age',
  'hot_standby',
  'huge_pages',
  'logging_collector',
  'max_connections',
  'max_files_per_process',
  'max_locks_per_transaction',
  'max_logical_replication_workers',
  'max_pred_locks_per_transaction',
  'max_prepared_transactions',
  'max_replication_slots',
  'max_wal_senders',
  'max_worker_processes',
  'pg_stat_statements.max',
  'rds.logical_replication',
  'shared_buffers',
  'shared_preload_libraries',
  'superuser_reserved_connections',
  'track_activity_query_size',
  'track_commit_timestamp',
  'wal_buffers',
  'wal_level',
]);

/** One parameter as aws_db_parameter_group wants it. */
export interface ServerParameter {
  readonly name: string;
  readonly value: string;
  readonly applyMethod: 'immediate' | 'pending-reboot';
}

/** The documented parameters and those of the environment, each with the only method that RDS takes for it. */
export function serverParameters(
  slowQueryMs: number,
  given: Readonly<Record<string, string>>,
): readonly ServerParameter[] {
  const all: Record<string, string> = {
    'rds.force_ssl': '1',
    log_min_duration_statement: String(slowQueryMs),
    // Who waits for whom is the first question after a slow sale.
    log_lock_waits: '1',
    shared_preload_libraries: 'pg_stat_statements',
    ...given,
  };
  return Object.entries(all).map(([name, value]) => ({
    name,
    value,
    applyMethod: staticParameters.has(name) ? 'pending-reboot' : 'immediate',
  }));
}
