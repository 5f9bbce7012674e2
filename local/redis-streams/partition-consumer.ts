import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ReceivedBatch, ReceivedRecord } from '../../services/shared/events/event-log.ts';
import type { Logger } from '../../services/shared/logging/logger.ts';
import { type StreamsClient, streamOf } from './streams-client.ts';

/** How long a killed consumer's partition stands still before another takes it; Kafka's is set to the same. */
const leaseMs = 6_000;
const pauseMs = 50;
const batchSize = 500;

const entriesSchema = z.array(
  z.object({ id: z.string(), message: z.object({ key: z.string(), value: z.string(), headers: z.string() }) }),
);
const headersSchema = z.record(z.string(), z.string());

/** Renews the lease, or takes it when it is free. KEYS: owner. ARGV: me, milliseconds. */
const takeLease = `
  local owner = redis.call('GET', KEYS[1])
  if owner and owner ~= ARGV[1] then return 0 end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 1`;
/** Remembers how far the group is, if I still own the partition. KEYS: owner, offset. ARGV: me, offset. */
const saveOffset = `
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
  redis.call('SET', KEYS[2], ARGV[2])
  return 1`;
/** KEYS: owner. ARGV: me. */
const dropLease = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end return 1`;

export interface PartitionOptions {
  readonly client: StreamsClient;
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly onBatch: (batch: ReceivedBatch) => Promise<void>;
  readonly logger: Logger;
}

/** Reads one partition for one group, one batch at a time, while it holds the lease. */
export function consumePartition(options: PartitionOptions): { stop: () => Promise<void> } {
  const { client, group, topic, partition, onBatch, logger } = options;
  const stream = streamOf(topic, partition);
  const [owner, offset] = [`${stream}:${group}:owner`, `${stream}:${group}:offset`];
  const me = randomUUID();
  let stopping = false;
  let ownedUntil = 0;

  async function renew(): Promise<boolean> {
    const askedAt = Date.now();
    const mine = await client.eval(takeLease, { keys: [owner], arguments: [me, String(leaseMs)] });
    ownedUntil = mine === 1 ? askedAt + leaseMs : 0;
    return mine === 1;
  }

  async function nextRecords(): Promise<ReceivedRecord[]> {
    const done = await client.get(offset);
    const entries = await client.xRange(stream, done === null ? '-' : `(${done}`, '+', { COUNT: batchSize });
    return entriesSchema.parse(entries).map(({ id, message }) => ({
      topic,
      partition,
      offset: id,
      key: message.key,
      value: message.value,
      headers: headersSchema.parse(JSON.parse(message.headers)),
    }));
  }

  async function turn(): Promise<boolean> {
    if (!(await renew())) return false;
    const records = await nextRecords();
    if (records.length === 0) return false;
    await onBatch({
      topic,
      partition,
      records,
      heartbeat: async () => void (await renew()),
      done: async (record) => {
        await client.eval(saveOffset, { keys: [owner, offset], arguments: [me, record.offset] });
      },
      isMine: () => !stopping && Date.now() < ownedUntil,
    });
    return true;
  }

  async function run(): Promise<void> {
    while (!stopping) {
      const busy = await turn().catch((error: unknown) => {
        // The same batch comes again: the offset moves only with done().
        logger.debug({ err: error, topic, partition }, 'a batch was not finished; it comes again');
        return false;
      });
      if (!busy) await sleep(pauseMs);
    }
    await client.eval(dropLease, { keys: [owner], arguments: [me] }).catch(() => undefined);
  }

  const running = run();
  return {
    async stop() {
      stopping = true;
      await running;
    },
  };
}
