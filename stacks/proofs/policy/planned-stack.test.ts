import { expect } from 'chai';
import { faultsOfPlan, stackOfPlan } from './planned-stack.ts';

/** As `terraform show -json` writes it: values of the provider beside the configuration with its references. */
const plan = (retention: number) => ({
  planned_values: {
    root_module: {
      resources: [
        {
          mode: 'managed',
          type: 'aws_cloudwatch_log_group',
          name: 'log',
          values: { name: '/aws/x', retention_in_days: retention, kms_key_id: null },
        },
        { mode: 'managed', type: 'aws_sqs_queue_policy', name: 'policy', values: {} },
        { mode: 'data', type: 'aws_region', name: 'here', values: {} },
      ],
    },
  },
  configuration: {
    provider_config: {
      aws: {
        name: 'aws',
        expressions: {
          allowed_account_ids: { constant_value: ['123456789012'] },
          default_tags: [{ tags: { constant_value: { environment: 'prod' } } }],
        },
      },
    },
    root_module: {
      resources: [
        { address: 'aws_cloudwatch_log_group.log', expressions: { name: { constant_value: '/aws/x' } } },
        {
          address: 'aws_sqs_queue_policy.policy',
          expressions: { queue_url: { references: ['aws_sqs_queue.queue.url', 'aws_sqs_queue.queue'] } },
        },
      ],
    },
  },
});

describe('a plan of Terraform', () => {
  it('becomes a stack with what the provider added and what the configuration refers to', () => {
    expect(stackOfPlan(plan(30))).to.deep.equal({
      resource: {
        aws_cloudwatch_log_group: { log: { name: '/aws/x', retention_in_days: 30 } },
        // The reference as text: what Terraform reads.
        aws_sqs_queue_policy: { policy: { queue_url: ['$', '{aws_sqs_queue.queue.url}'].join('') } },
      },
      provider: { aws: [{ allowed_account_ids: ['123456789012'], default_tags: [{ tags: { environment: 'prod' } }] }] },
    });
  });

  it('is held against the policies', () => {
    expect(faultsOfPlan(plan(30))).to.deep.equal([]);
    // The provider's default for a log group without an end.
    expect(faultsOfPlan(plan(0))).to.deep.equal(['logs-end: aws_cloudwatch_log_group.log: is kept for ever']);
  });

  it('is refused when it is none', () => {
    expect(() => stackOfPlan({ resource: {} })).to.throw('this is no plan of Terraform');
  });
});
