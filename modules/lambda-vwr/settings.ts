/** What an environment may choose about the waiting room; documented values are the defaults (architecture.md 5.7, 5.10). */
export interface LambdaVwrSettings {
  /** Lambda runtime, for example `nodejs22.x`. No default: AWS refuses the documented one (ruling A2). */
  readonly runtime: string;
  /** MB of the API function. Default 256. */
  readonly apiMemoryMegabytes?: number;
  /** Seconds that one request may take. Default 10. */
  readonly apiTimeoutSeconds?: number;
  /** Requests at once, reserved. Default 100. */
  readonly apiConcurrency?: number;
  /** Requests a second that API Gateway lets through. Default 5,000 (staging 1,000). */
  readonly rateLimit?: number;
  /** Requests at once above the rate that API Gateway lets through. Default 10,000 (staging 2,000). */
  readonly burstLimit?: number;
  /** MB of the advancer. Default 128. */
  readonly advancerMemoryMegabytes?: number;
  /** Seconds until the advancer is cut off. Default 70. */
  readonly advancerTimeoutSeconds?: number;
  /** Seconds after which the advancer starts no further cycle. Default 55 (ruling B22). */
  readonly advancerLoopSeconds?: number;
  /** People let in by one cycle. Default 500. */
  readonly advancerBatch?: number;
  /** Minutes between two runs of the advancer. Default 1. */
  readonly scheduleMinutes?: number;
  /** Seconds until a position expires. Default 86,400 (24 hours, architecture.md 5.8). */
  readonly positionLifetimeSeconds?: number;
  /** Which of the two keys CloudFront sends; the other is accepted as well. Default `blue`. */
  readonly originKey?: OriginKey;
  /** Traces by X-Ray. Default true. */
  readonly tracing?: boolean;
  /** Days that logs are kept. Default 30 (domain.md 10.5, 20). */
  readonly logRetentionDays?: number;
}

/** The two keys of the API: one is in use, the other can be replaced meanwhile. */
export type OriginKey = 'blue' | 'green';

/** The documented values of prod (architecture.md 5.7, 5.8, 5.10; ruling B22 for the loop). */
export const lambdaVwrDefaults: Required<Omit<LambdaVwrSettings, 'runtime'>> = {
  apiMemoryMegabytes: 256,
  apiTimeoutSeconds: 10,
  apiConcurrency: 100,
  rateLimit: 5_000,
  burstLimit: 10_000,
  advancerMemoryMegabytes: 128,
  advancerTimeoutSeconds: 70,
  advancerLoopSeconds: 55,
  advancerBatch: 500,
  scheduleMinutes: 1,
  positionLifetimeSeconds: 86_400,
  originKey: 'blue',
  tracing: true,
  logRetentionDays: 30,
};
