import type { FunctionBundle } from '../function-bundle.ts';
import { bundleFits, runtimeIsNode } from '../function-rules.ts';
import type { Rule } from '../rule.ts';
import type { LambdaVwrSettings } from './settings.ts';

/** What the rules read: the settings and what runs. */
export interface VwrFacts extends Required<LambdaVwrSettings> {
  readonly apiBundle: FunctionBundle;
  readonly advancerBundle: FunctionBundle;
}

/** What AWS refuses, and what would let people in twice or never (Lambda and API Gateway quotas; ruling B22). */
export const lambdaVwrRules: readonly Rule<VwrFacts>[] = [
  runtimeIsNode('lambda-vwr'),
  bundleFits('lambda-vwr', 'apiBundle'),
  bundleFits('lambda-vwr', 'advancerBundle'),
  {
    id: 'lambda-vwr/answers-before-the-gateway-gives-up',
    reads: ['apiTimeoutSeconds'],
    allowed: '1 to 29 seconds',
    remedy: 'Lower apiTimeoutSeconds: API Gateway waits for 29 seconds and then answers 504 by itself.',
    holds: (p) => p.apiTimeoutSeconds >= 1 && p.apiTimeoutSeconds <= 29,
    hcl: 'var.api_timeout_seconds >= 1 && var.api_timeout_seconds <= 29',
  },
  {
    id: 'lambda-vwr/loop-ends-before-the-next-run',
    reads: ['advancerLoopSeconds', 'scheduleMinutes'],
    allowed: 'at least five seconds less than the schedule',
    remedy: 'Lower advancerLoopSeconds: only one advancer may run, so the next run would be refused (ruling B22).',
    holds: (p) => p.advancerLoopSeconds >= 1 && p.advancerLoopSeconds <= p.scheduleMinutes * 60 - 5,
    hcl: 'var.advancer_loop_seconds >= 1 && var.advancer_loop_seconds <= var.schedule_minutes * 60 - 5',
  },
  {
    id: 'lambda-vwr/loop-ends-before-the-time-out',
    reads: ['advancerLoopSeconds', 'advancerTimeoutSeconds'],
    allowed: 'a loop at least ten seconds shorter than the time-out, which is 900 seconds at most',
    remedy: 'Raise advancerTimeoutSeconds: the last cycle must end before Lambda cuts it off.',
    holds: (p) => p.advancerLoopSeconds + 10 <= p.advancerTimeoutSeconds && p.advancerTimeoutSeconds <= 900,
    hcl: 'var.advancer_loop_seconds + 10 <= var.advancer_timeout_seconds && var.advancer_timeout_seconds <= 900',
  },
  {
    id: 'lambda-vwr/schedule-in-whole-minutes',
    reads: ['scheduleMinutes'],
    allowed: 'whole minutes, at least 1',
    remedy: 'EventBridge counts minutes.',
    holds: (p) => Number.isInteger(p.scheduleMinutes) && p.scheduleMinutes >= 1,
    hcl: 'floor(var.schedule_minutes) == var.schedule_minutes && var.schedule_minutes >= 1',
  },
  {
    id: 'lambda-vwr/burst-holds-a-second',
    reads: ['rateLimit', 'burstLimit'],
    allowed: 'a rate of at least 1 and a burst that is not below it',
    remedy: 'Raise burstLimit: a burst below the rate makes the rate unreachable.',
    holds: (p) => p.rateLimit >= 1 && p.burstLimit >= p.rateLimit,
    hcl: 'var.rate_limit >= 1 && var.burst_limit >= var.rate_limit',
  },
  {
    id: 'lambda-vwr/places-outlive-the-wait',
    reads: ['positionLifetimeSeconds'],
    allowed: 'whole seconds, from an hour to a week',
    remedy:
      'Take the documented day (86,400): shorter, and places end while people wait; longer, and old lines pile up.',
    holds: ({ positionLifetimeSeconds: seconds }) =>
      Number.isInteger(seconds) && seconds >= 3_600 && seconds <= 604_800,
    hcl:
      'floor(var.position_lifetime_seconds) == var.position_lifetime_seconds && ' +
      'var.position_lifetime_seconds >= 3600 && var.position_lifetime_seconds <= 604800',
  },
  {
    id: 'lambda-vwr/sizes-in-range',
    reads: ['apiMemoryMegabytes', 'advancerMemoryMegabytes', 'apiConcurrency', 'advancerBatch'],
    allowed: '128 to 10,240 MB, 1 to 1,000 requests at once, at least one person a cycle',
    remedy: 'Choose what Lambda offers; without a person a cycle the line stands still.',
    holds: (p) =>
      [p.apiMemoryMegabytes, p.advancerMemoryMegabytes].every((value) => value >= 128 && value <= 10_240) &&
      p.apiConcurrency >= 1 &&
      p.apiConcurrency <= 1_000 &&
      p.advancerBatch >= 1,
    hcl:
      'alltrue([for m in [var.api_memory_megabytes, var.advancer_memory_megabytes] : m >= 128 && m <= 10240]) && ' +
      'var.api_concurrency >= 1 && var.api_concurrency <= 1000 && var.advancer_batch >= 1',
  },
];
