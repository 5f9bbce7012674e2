/** What an environment may choose about the worker; documented values are the defaults (architecture.md 5.7). */
export interface LambdaWorkerSettings {
  /** Lambda runtime, for example `nodejs22.x`. No default: AWS refuses the documented one (ruling A2). */
  readonly runtime: string;
  /** MB. Default 256. */
  readonly memoryMegabytes?: number;
  /** Seconds that one batch may take. Default 30. */
  readonly timeoutSeconds?: number;
  /** Batches at once: the limit of the trigger and the reserve of the function. Default 10 (staging 5). */
  readonly concurrency?: number;
  /** Messages of one batch, at most. Default 10. */
  readonly batchSize?: number;
  /** Seconds to wait for a full batch. Default 0: SQS refuses a window on a FIFO queue (ruling A4). */
  readonly batchWindowSeconds?: number;
  /** Traces by X-Ray. Default true (staging false). */
  readonly tracing?: boolean;
  /** Days that the log is kept. Default 30 (domain.md 10.5, 20). */
  readonly logRetentionDays?: number;
}

/** The documented values of prod (architecture.md 5.7, ruling A4). */
export const lambdaWorkerDefaults: Required<Omit<LambdaWorkerSettings, 'runtime'>> = {
  memoryMegabytes: 256,
  timeoutSeconds: 30,
  concurrency: 10,
  batchSize: 10,
  batchWindowSeconds: 0,
  tracing: true,
  logRetentionDays: 30,
};
