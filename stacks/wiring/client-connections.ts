import { lambdaWorkerDefaults } from '../../modules/lambda-worker/settings.ts';
import { type Service, services } from '../../services/registry.ts';
import type { Environment } from '../environments/environment.ts';

/** Connections of one process (DATABASE_POOL_MAX, services/shared/config/common-settings.ts). */
export const POOL = 10;

/** Connections that an environment opens at most: a pool in each pod with a database, one in each run of the worker. */
export function clientConnections({
  podsOf,
  lambdaWorker: { concurrency = lambdaWorkerDefaults.concurrency },
}: Pick<Environment, 'podsOf' | 'lambdaWorker'>): number {
  const all: readonly Service[] = services;
  const pods = all.filter(({ database }) => database !== null).reduce((sum, service) => sum + podsOf(service), 0);
  return pods * POOL + concurrency;
}
