import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy/index.js';
import { SqsQueueRedriveAllowPolicy } from '@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy/index.js';
import { Construct } from 'constructs';
import { Alarm } from '../alarm.ts';
import { policyDocument, tlsOnly } from '../policy-document.ts';
import { enforceRules } from '../rule.ts';
import { sqsRules } from './rules.ts';
import { type SqsSettings, sqsDefaults } from './settings.ts';

export interface SqsProps extends SqsSettings {
  /** Start of the queue names, for example `urr-prod` for `urr-prod-ticket-events.fifo` (architecture.md 5.6, ruling D3). */
  readonly namePrefix: string;
  /** SNS topic of the alarms (architecture.md 10). */
  readonly alarmTopicArn: string;
}

/**
 * The FIFO queue of booking actions, its dead letter queue and their two alarms (architecture.md 5.6 and 10).
 * Synthesis fails on settings that SQS refuses or that would lose messages: rules.ts.
 */
export class Sqs extends Construct {
  readonly queue: SqsQueue;
  readonly deadLetterQueue: SqsQueue;

  constructor(scope: Construct, id: string, props: SqsProps) {
    super(scope, id);
    const settings = { ...sqsDefaults, ...props };
    enforceRules(this, settings, sqsRules);
    const name = `${props.namePrefix}-ticket-events`;

    this.deadLetterQueue = new SqsQueue(this, 'dead-letters', {
      name: `${name}-dlq.fifo`,
      fifoQueue: true,
      messageRetentionSeconds: settings.deadLetterRetentionSeconds,
      sqsManagedSseEnabled: true,
    });
    this.queue = new SqsQueue(this, 'queue', {
      name: `${name}.fifo`,
      fifoQueue: true,
      messageRetentionSeconds: settings.messageRetentionSeconds,
      visibilityTimeoutSeconds: settings.visibilityTimeoutSeconds,
      receiveWaitTimeSeconds: settings.receiveWaitSeconds,
      sqsManagedSseEnabled: true,
      redrivePolicy: `{"deadLetterTargetArn":"${this.deadLetterQueue.arn}","maxReceiveCount":${settings.maxReceiveCount}}`,
    });
    // Without it any queue of the account may name this one as its dead letter queue.
    new SqsQueueRedriveAllowPolicy(this, 'redrive-allow', {
      queueUrl: this.deadLetterQueue.url,
      redriveAllowPolicy: `{"redrivePermission":"byQueue","sourceQueueArns":["${this.queue.arn}"]}`,
    });
    this.#tlsOnly('queue-policy', this.queue);
    this.#tlsOnly('dead-letters-policy', this.deadLetterQueue);
    this.#alarms(name, props.alarmTopicArn);
  }

  #tlsOnly(id: string, queue: SqsQueue): void {
    new SqsQueuePolicy(this, id, { queueUrl: queue.url, policy: policyDocument([tlsOnly('sqs:*', queue.arn)]) });
  }

  #alarms(name: string, topicArn: string): void {
    new Alarm(this, 'dead-letters-alarm', {
      name: `${name}-dead-letters`,
      severity: 'HIGH',
      impact:
        'Booking actions failed three times and wait in the dead letter queue; the people behind them see no result. ' +
        'Read the messages, then the log of the worker.',
      namespace: 'AWS/SQS',
      metric: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: this.deadLetterQueue.name },
      statistic: 'Maximum',
      comparison: 'GreaterThanThreshold',
      threshold: 0,
      topicArn,
    });
    new Alarm(this, 'message-age-alarm', {
      name: `${name}-message-age`,
      severity: 'WARNING',
      impact:
        'The oldest booking action waits for more than ten minutes: people hold seats whose booking does not move. ' +
        'Look at throttles and errors of the worker, then at the database.',
      namespace: 'AWS/SQS',
      metric: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: this.queue.name },
      statistic: 'Maximum',
      comparison: 'GreaterThanThreshold',
      threshold: 600,
      topicArn,
    });
  }
}
