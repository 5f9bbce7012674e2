/** The log that events travel through: Apache Kafka, or Redis Streams on a machine without Java (design.md section 4). */

export interface EventRecord {
  readonly topic: string;
  /** Records of one key stay in order. */
  readonly key: string;
  /** JSON text. */
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Fixed partition; chosen by key without it (dead letters keep the partition they came from). */
  readonly partition?: number;
}

export interface ReceivedRecord extends EventRecord {
  readonly partition: number;
  readonly offset: string;
}

export interface ReceivedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly ReceivedRecord[];
  /** Says "still alive"; to be called at least every few seconds during long work. */
  heartbeat(): Promise<void>;
  /** Everything up to and including this record is done; a later crash does not bring it again. */
  done(record: ReceivedRecord): Promise<void>;
  /** False once the subscription stops or the partition went to another consumer: leave the rest alone. */
  isMine(): boolean;
}

export interface EventLog {
  /** Resolves when every record is stored safely (acks from all in-sync replicas). Calls are sent one after another. */
  publish(records: readonly EventRecord[]): Promise<void>;
  /**
   * Delivers batches, one at a time per partition, until `stop`. A rejected `onBatch` brings the batch again.
   * Several topics are one subscription: members of a group with different topics would take each other's partitions.
   */
  subscribe(
    group: string,
    topic: string | readonly string[],
    onBatch: (batch: ReceivedBatch) => Promise<void>,
  ): Promise<Subscription>;
  /** Rejects when the log cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface Subscription {
  /** Finishes the running batch, then leaves the group. */
  stop(): Promise<void>;
}
