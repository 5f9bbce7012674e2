import type { EventLog, EventRecord, ReceivedBatch, ReceivedRecord } from '../events/event-log.ts';

/** For tests: an event log of one partition in memory that can be told to fail and to deliver again. */
export interface MemoryLog extends EventLog {
  readonly published: EventRecord[];
  /** Offsets (exclusive) up to which consumers said "done", by topic. */
  readonly done: Map<string, number>;
  /** While set, publishing rejects with this message. */
  failWith: string | undefined;
  /** Hands records to the subscriber of the topic as one batch; rejects when the subscriber rejects. */
  deliver(topic: string, records: readonly EventRecord[], isMine?: () => boolean): Promise<void>;
}

/** An empty log that works until `failWith` is set. */
export function createMemoryLog(): MemoryLog {
  const subscribers = new Map<string, (batch: ReceivedBatch) => Promise<void>>();
  const log: MemoryLog = {
    published: [],
    done: new Map(),
    failWith: undefined,
    async publish(records) {
      if (log.failWith) throw new Error(log.failWith);
      log.published.push(...records);
    },
    async subscribe(_group, topic, onBatch) {
      const topics = [topic].flat();
      for (const each of topics) subscribers.set(each, onBatch);
      return {
        async stop() {
          for (const each of topics) subscribers.delete(each);
        },
      };
    },
    async deliver(topic, records, isMine = () => true) {
      const received: ReceivedRecord[] = records.map((record, offset) => ({
        ...record,
        partition: 0,
        offset: String(offset),
      }));
      await subscribers.get(topic)?.({
        topic,
        partition: 0,
        records: received,
        heartbeat: async () => undefined,
        done: async (record) => void log.done.set(topic, Number(record.offset) + 1),
        isMine,
      });
    },
    ping: async () => undefined,
    close: async () => undefined,
  };
  return log;
}
