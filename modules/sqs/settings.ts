/** What an environment may choose about the queue; documented values are the defaults (architecture.md 5.6). */
export interface SqsSettings {
  /** Seconds a message is kept. Default 345,600 (4 days). */
  readonly messageRetentionSeconds?: number;
  /** Seconds a received message stays hidden. Default 300 (5 minutes). */
  readonly visibilityTimeoutSeconds?: number;
  /** Seconds a receive waits for messages. Default 10. */
  readonly receiveWaitSeconds?: number;
  /** Seconds a dead letter is kept. Default 1,209,600 (14 days). */
  readonly deadLetterRetentionSeconds?: number;
  /** Receives before a message becomes a dead letter. Default 3. */
  readonly maxReceiveCount?: number;
  /** Seconds the function that reads the queue may take (architecture.md 5.7). Default 30. */
  readonly consumerTimeoutSeconds?: number;
}

/** The documented values (architecture.md 5.6, 5.7). */
export const sqsDefaults: Required<SqsSettings> = {
  messageRetentionSeconds: 345_600,
  visibilityTimeoutSeconds: 300,
  receiveWaitSeconds: 10,
  deadLetterRetentionSeconds: 1_209_600,
  maxReceiveCount: 3,
  consumerTimeoutSeconds: 30,
};
