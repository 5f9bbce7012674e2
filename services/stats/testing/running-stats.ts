import type { AddressInfo } from 'node:net';
import { testPool } from '../../../prisma/testing/test-pool.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines/postgres.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { createExpressServer } from '../../shared/http/express-server.ts';
import { inTransaction } from '../../shared/postgres/pool.ts';
import { authorizationOf, fakeFoundation } from '../../shared/testing/foundation-fake.ts';
import { createStatsApp } from '../app.ts';
import { statsConfig } from '../config.ts';
import { buildDependencies } from '../dependencies.ts';
import { recordEvents } from '../recording/record-events.ts';
import type { StatsEvent } from '../recording/stats-event.ts';

/** What a request came back with; `data` is whatever stood in the envelope. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: ReturnType<typeof JSON.parse>;
  readonly data: ReturnType<typeof JSON.parse>;
}

/** For tests: stats on a real PostgreSQL under its own role; it is always noon of Sunday, 22 November 2026. */
export async function runStats() {
  const database: FreshDatabase = await freshDatabase('stats_db');
  const config = loadConfig(statsConfig, {
    NODE_ENV: 'test',
    DATABASE_URL: database.url('urr_stats'),
    KAFKA_BROKERS: '127.0.0.1:1',
    INTERNAL_CREDENTIAL: 'x'.repeat(32),
    INTERNAL_CALLERS: '{}',
  });
  const deps = buildDependencies(config, fakeFoundation('stats'), () => new Date('2026-11-22T12:00:00Z'));
  const owner = testPool(database.url());
  const server = createExpressServer(createStatsApp(deps, { checkResponses: true }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const send = async (method: string, path: string, role: string | null): Promise<Reply> => {
    const identity = role && {
      'x-user-id': '0190a6e8-1d5b-4c50-8c65-9b8a0c5d4e3f',
      'x-user-email': 'admin@urr.local',
      'x-user-role': role,
    };
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: authorizationOf('gateway'), ...identity },
    });
    const body: Reply['body'] = await answer.json();
    return { status: answer.status, contentType: answer.headers.get('content-type') ?? '', body, data: body.data };
  };

  return {
    base,
    pool: deps.pool,
    /** A read as an administrator. */
    get: (path: string, role: string | null = 'admin') => send('GET', `/api/stats/${path}`, role),
    post: (path: string, role: string | null = 'admin') => send('POST', `/api/stats/${path}`, role),
    /** Runs SQL as the owner of the database: stats itself can only add to its log. */
    own: (sql: string, values: unknown[]) => owner.query(sql, values),
    happened: (...events: StatsEvent[]) => inTransaction(deps.pool, (tx) => recordEvents(tx, events)),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await deps.close();
      await owner.end();
      await database.drop();
    },
  };
}
export type RunningStats = Awaited<ReturnType<typeof runStats>>;
