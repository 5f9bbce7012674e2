import type pg from 'pg';
import type { EventLog } from '../events/event-log.ts';
import { delayBy, isArmed, strikes } from './armed-faults.ts';
import type { FaultName } from './fault-table.ts';

/** An error as the driver would throw it: what handles the real one must handle this one. */
function failure(message: string, code: string): Error {
  return Object.assign(new Error(`played fault: ${message}`), { code });
}

async function delayedOrFailed(slow: FaultName, error: FaultName, code: string): Promise<void> {
  await delayBy(slow);
  if (strikes(error)) throw failure(error, code);
}

type Lent = (error: Error | undefined, client?: pg.PoolClient, done?: (release?: unknown) => void) => void;

async function lendLate(spoiled: Promise<void>, lend: (callback: Lent) => void, callback: Lent): Promise<void> {
  try {
    await spoiled;
  } catch (error) {
    callback(error instanceof Error ? error : new Error(String(error)));
    return;
  }
  lend(callback);
}

/** Lends connections late, or not at all; `pool.query` borrows in the same way. */
export function withDatabaseFaults(pool: pg.Pool): pg.Pool {
  if (!isArmed('database-slow', 'database-error')) return pool;
  const lend = pool.connect.bind(pool);
  // 57P03: the server is up and takes nobody in just now.
  const spoil = () => delayedOrFailed('database-slow', 'database-error', '57P03');
  return Object.assign(pool, {
    connect(callback?: Lent) {
      const spoiled = spoil();
      if (!callback) return spoiled.then(() => lend());
      void lendLate(spoiled, (late) => lend(late), callback);
      return undefined;
    },
  });
}

/** Sends late, twice, or not at all. */
export function withPublishFaults(log: Pick<EventLog, 'publish'>): Pick<EventLog, 'publish'> {
  if (!isArmed('publish-slow', 'publish-error', 'publish-twice')) return log;
  return {
    async publish(records) {
      await delayedOrFailed('publish-slow', 'publish-error', 'ECONNREFUSED');
      await log.publish(records);
      if (strikes('publish-twice')) await log.publish(records);
    },
  };
}

/** Receives late, or again. */
export function withConsumeFaults(log: EventLog): Pick<EventLog, 'subscribe'> {
  if (!isArmed('consume-slow', 'consume-error')) return log;
  return {
    subscribe: (group, topic, onBatch) =>
      log.subscribe(group, topic, async (batch) => {
        await delayedOrFailed('consume-slow', 'consume-error', 'ECONNRESET');
        await onBatch(batch);
      }),
  };
}

interface Commands {
  sendCommand(...args: unknown[]): unknown;
}

/** Answers commands late, or not at all. */
export function withRedisFaults<C extends object>(client: C & { readonly sendCommand: unknown }): C {
  if (!isArmed('redis-slow', 'redis-error')) return client;
  // node-redis hands out an heir of the client proper; commands go through the latter.
  const proper = '_self' in client && typeof client._self === 'object' && client._self ? client._self : client;
  const send: unknown = client.sendCommand;
  if (typeof send !== 'function') return client;
  const faulty: Commands = {
    async sendCommand(...args) {
      await delayedOrFailed('redis-slow', 'redis-error', 'ECONNRESET');
      const answer: unknown = await Reflect.apply(send, proper, args);
      return answer;
    },
  };
  Object.assign(proper, faulty);
  return client;
}

/** Before a call goes out to another service. */
export const spoilCall = (): Promise<void> => delayedOrFailed('call-slow', 'call-error', 'ECONNRESET');
