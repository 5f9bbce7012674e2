import type { FunctionBundle } from '../function-bundle.ts';
import { bundleFits, runtimeIsNode } from '../function-rules.ts';
import type { Rule } from '../rule.ts';
import type { LambdaWorkerSettings } from './settings.ts';

/** What the rules read: the settings, what runs, and what it is told. */
export interface WorkerFacts extends Required<LambdaWorkerSettings> {
  readonly bundle: FunctionBundle;
  readonly environment: Readonly<Record<string, string>>;
}

/** What Lambda and SQS refuse, and what could not work (AWS Lambda Developer Guide: using Lambda with Amazon SQS). */
export const lambdaWorkerRules: readonly Rule<WorkerFacts>[] = [
  runtimeIsNode('lambda-worker'),
  bundleFits('lambda-worker', 'bundle'),
  {
    id: 'lambda-worker/no-window-on-a-fifo-queue',
    reads: ['batchWindowSeconds'],
    allowed: '0 seconds',
    remedy: 'Leave batchWindowSeconds out: AWS refuses a batching window for FIFO queues (ruling A4).',
    holds: (p) => p.batchWindowSeconds === 0,
    hcl: 'var.batch_window_seconds == 0',
  },
  {
    id: 'lambda-worker/batch-in-range',
    reads: ['batchSize'],
    allowed: '1 to 10 messages',
    remedy: 'A FIFO queue gives ten messages at once at most.',
    holds: (p) => Number.isInteger(p.batchSize) && p.batchSize >= 1 && p.batchSize <= 10,
    hcl: 'floor(var.batch_size) == var.batch_size && var.batch_size >= 1 && var.batch_size <= 10',
  },
  {
    id: 'lambda-worker/concurrency-in-range',
    reads: ['concurrency'],
    allowed: '2 to 1,000 batches at once',
    remedy: 'Choose a concurrency that the trigger accepts; below 2 it refuses.',
    holds: (p) => Number.isInteger(p.concurrency) && p.concurrency >= 2 && p.concurrency <= 1_000,
    hcl: 'floor(var.concurrency) == var.concurrency && var.concurrency >= 2 && var.concurrency <= 1000',
  },
  {
    id: 'lambda-worker/time-and-memory-in-range',
    reads: ['timeoutSeconds', 'memoryMegabytes'],
    allowed: '1 to 900 seconds and 128 to 10,240 MB',
    remedy: 'Choose what Lambda offers.',
    holds: (p) =>
      p.timeoutSeconds >= 1 && p.timeoutSeconds <= 900 && p.memoryMegabytes >= 128 && p.memoryMegabytes <= 10_240,
    hcl: 'var.timeout_seconds >= 1 && var.timeout_seconds <= 900 && var.memory_megabytes >= 128 && var.memory_megabytes <= 10240',
  },
  {
    id: 'lambda-worker/no-cluster-names',
    reads: ['environment'],
    allowed: 'addresses that exist outside the cluster',
    remedy: 'Give the address of RDS Proxy or Redis: a Lambda cannot resolve names of the cluster (ruling B20).',
    holds: (p) => !Object.values(p.environment).some((value) => /\.svc(\.cluster\.local)?([:/]|$)/.test(value)),
    hcl: 'alltrue([for v in values(var.environment) : !can(regex("[.]svc([.]cluster[.]local)?([:/]|$)", v))])',
  },
];
