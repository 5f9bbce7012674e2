/** What an environment may choose about Kafka; documented values are the defaults (architecture.md 5.3). */
export interface MskSettings {
  /**
   * Kafka version, for example `3.8.x`. No default: AWS ended support of the documented 3.6.0 (ruling A9),
   * stacks/lifecycle.ts holds what is deployed.
   */
  readonly kafkaVersion: string;
  /** Default `kafka.t3.small`. */
  readonly brokerType?: string;
  /**
   * Brokers, the same number in every zone. Default 2. The preset of three (ruling B13) is this one setting: with 3 or
   * more, replicationFactor becomes 3, one broker may be away, and the waiver below is not needed.
   */
  readonly brokerCount?: number;
  /** GB of disk of each broker. Default 50. */
  readonly storageGb?: number;
  /** Partitions of a new topic. Default 3. */
  readonly partitions?: number;
  /** Copies of a new topic. Default 2, or 3 where there are three brokers. */
  readonly replicationFactor?: number;
  /** Copies that must have a message before its producer is answered. Default 2. */
  readonly minInSyncReplicas?: number;
  /**
   * Says that producers may stand still while one broker is away, which minInSyncReplicas = replicationFactor means.
   * Default false. Using it warns at synth (ruling B13): events then wait in the outbox and the sale goes on.
   */
  readonly acceptStopWhileBrokerAway?: boolean;
  /** Hours that messages are kept. Default 168 (7 days). */
  readonly retentionHours?: number;
  /** Days that the brokers' logs are kept; the document names none. Default 30. */
  readonly logRetentionDays?: number;
}

/** The documented values (architecture.md 5.3). */
export const mskDefaults = {
  brokerType: 'kafka.t3.small',
  brokerCount: 2,
  storageGb: 50,
  partitions: 3,
  minInSyncReplicas: 2,
  acceptStopWhileBrokerAway: false,
  retentionHours: 168,
  logRetentionDays: 30,
} as const satisfies Omit<Required<MskSettings>, 'kafkaVersion' | 'replicationFactor'>;

/** The settings with nothing left open; the copies follow the number of brokers. */
export function completeMskSettings<Given extends MskSettings>(given: Given) {
  const brokerCount = given.brokerCount ?? mskDefaults.brokerCount;
  return { ...mskDefaults, replicationFactor: brokerCount >= 3 ? 3 : 2, ...given };
}
