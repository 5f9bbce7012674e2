import type { Rule } from '../rule.ts';
import type { SqsSettings } from './settings.ts';

const DAY = 86_400;

/** What SQS refuses, and what would lose or repeat messages (Amazon SQS Developer Guide: quotas, Lambda event sources). */
export const sqsRules: readonly Rule<Required<SqsSettings>>[] = [
  {
    id: 'sqs/retention-in-range',
    reads: ['messageRetentionSeconds', 'deadLetterRetentionSeconds'],
    allowed: '60 to 1,209,600 seconds (14 days)',
    remedy: 'Choose a retention that SQS keeps.',
    holds: (p) =>
      [p.messageRetentionSeconds, p.deadLetterRetentionSeconds].every((value) => value >= 60 && value <= 14 * DAY),
    hcl: 'alltrue([for s in [var.message_retention_seconds, var.dead_letter_retention_seconds] : s >= 60 && s <= 1209600])',
  },
  {
    id: 'sqs/dead-letters-outlive-messages',
    reads: ['messageRetentionSeconds', 'deadLetterRetentionSeconds'],
    allowed: 'a dead letter retention above the retention of the queue',
    remedy:
      'Raise deadLetterRetentionSeconds: a message keeps its first date, so an equal retention deletes it unseen.',
    holds: (p) => p.deadLetterRetentionSeconds > p.messageRetentionSeconds,
    hcl: 'var.dead_letter_retention_seconds > var.message_retention_seconds',
  },
  {
    id: 'sqs/visibility-covers-the-consumer',
    reads: ['visibilityTimeoutSeconds', 'consumerTimeoutSeconds'],
    allowed: 'at least six times the time-out of the function that reads the queue, at most 43,200 seconds',
    remedy:
      'Raise visibilityTimeoutSeconds or lower the time-out of the worker: else a message is handled twice at once.',
    holds: (p) => p.visibilityTimeoutSeconds >= 6 * p.consumerTimeoutSeconds && p.visibilityTimeoutSeconds <= 43_200,
    hcl: 'var.visibility_timeout_seconds >= 6 * var.consumer_timeout_seconds && var.visibility_timeout_seconds <= 43200',
  },
  {
    id: 'sqs/long-poll-in-range',
    reads: ['receiveWaitSeconds'],
    allowed: '0 to 20 seconds',
    remedy: 'SQS holds a request for 20 seconds at most.',
    holds: (p) => p.receiveWaitSeconds >= 0 && p.receiveWaitSeconds <= 20,
    hcl: 'var.receive_wait_seconds >= 0 && var.receive_wait_seconds <= 20',
  },
  {
    id: 'sqs/receives-in-range',
    reads: ['maxReceiveCount'],
    allowed: '1 to 1,000 receives',
    remedy: 'Choose how often a message is tried before it becomes a dead letter.',
    holds: (p) => p.maxReceiveCount >= 1 && p.maxReceiveCount <= 1_000,
    hcl: 'var.max_receive_count >= 1 && var.max_receive_count <= 1000',
  },
];
