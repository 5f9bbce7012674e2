import { expect, use } from 'chai';
import { synth } from '../../stacks/testing/synth.ts';
import { chaiTerraform } from '../../test/chai-terraform/chai-terraform.ts';
import { Sqs, type SqsProps } from './index.ts';

use(chaiTerraform);

const build = (props: Partial<SqsProps> = {}) =>
  synth((stack) => {
    new Sqs(stack, 'sqs', { namePrefix: 'urr-prod', alarmTopicArn: 'arn:aws:sns:ap-northeast-2:1:alarms', ...props });
  });

describe('sqs module', () => {
  it('makes the documented queue (architecture.md 5.6)', () => {
    expect(build()).to.have.resource('aws_sqs_queue', {
      name: 'urr-prod-ticket-events.fifo',
      fifo_queue: true,
      message_retention_seconds: 345_600,
      visibility_timeout_seconds: 300,
      receive_wait_time_seconds: 10,
      sqs_managed_sse_enabled: true,
      redrive_policy: /"maxReceiveCount":3}$/,
    });
  });

  it('makes the documented dead letter queue', () => {
    expect(build()).to.have.resource('aws_sqs_queue', {
      name: 'urr-prod-ticket-events-dlq.fifo',
      fifo_queue: true,
      message_retention_seconds: 1_209_600,
    });
  });

  it('rings on dead letters and on old messages (architecture.md 10)', () => {
    const stack = build();
    expect(stack).to.have.resource('aws_cloudwatch_metric_alarm', {
      metric_name: 'ApproximateNumberOfMessagesVisible',
      threshold: 0,
      comparison_operator: 'GreaterThanThreshold',
      alarm_description: /^HIGH: /,
    });
    expect(stack).to.have.resource('aws_cloudwatch_metric_alarm', {
      metric_name: 'ApproximateAgeOfOldestMessage',
      threshold: 600,
      alarm_description: /^WARNING: /,
    });
  });

  it('refuses unencrypted requests on both queues', () => {
    expect(build()).to.have.resourceCount('aws_sqs_queue_policy', 2);
  });

  const refused: [string, Partial<SqsProps>, RegExp][] = [
    ['a retention that SQS does not keep', { deadLetterRetentionSeconds: 1_300_000 }, /sqs\/retention-in-range/],
    ['dead letters that die with the message', { messageRetentionSeconds: 1_209_600 }, /dead-letters-outlive-messages/],
    ['a visibility that ends before the worker', { visibilityTimeoutSeconds: 179 }, /visibility-covers-the-consumer/],
    ['a long poll above 20 seconds', { receiveWaitSeconds: 21 }, /sqs\/long-poll-in-range/],
    ['no receive at all', { maxReceiveCount: 0 }, /sqs\/receives-in-range/],
  ];
  for (const [what, props, message] of refused)
    it(`refuses ${what}`, () => {
      expect(() => build(props)).to.throw(message);
    });

  it('accepts the edges of every range', () => {
    expect(build({ visibilityTimeoutSeconds: 180, receiveWaitSeconds: 20, maxReceiveCount: 1_000 })).to.be.an('object');
  });
});
