import { expect, use } from 'chai';
import { chaiTerraform } from '../../../test/chai-terraform/chai-terraform.ts';
import { synth } from '../../testing/synth.ts';
import { Notifications, type NotificationsProps } from './notifications.ts';

use(chaiTerraform);

const build = (props: Partial<NotificationsProps> = {}) =>
  synth((stack) => {
    new Notifications(stack, 'notifications', {
      namePrefix: 'urr-prod',
      accountId: '123456789012',
      keyArn: 'arn:aws:kms:ap-northeast-2:123456789012:key/alarms',
      alarmEmails: ['one@example.com', 'two@example.com'],
      slack: null,
      ...props,
    });
  });

describe('notifications: the way of an alarm to people', () => {
  it('makes one encrypted topic (architecture.md 10)', () => {
    expect(build()).to.have.resourceCount('aws_sns_topic', 1);
    expect(build()).to.have.resource('aws_sns_topic', {
      name: 'urr-prod-alarms',
      kms_master_key_id: 'arn:aws:kms:ap-northeast-2:123456789012:key/alarms',
    });
  });

  it('writes to every address', () => {
    for (const endpoint of ['one@example.com', 'two@example.com'])
      expect(build()).to.have.resource('aws_sns_topic_subscription', { protocol: 'email', endpoint });
  });

  it('lets alarms of this account publish, and nobody without TLS', () => {
    const [policy] = Object.values(build().resource?.aws_sns_topic_policy ?? {});
    const { Statement } = JSON.parse(String(policy?.policy)) as { Statement: Record<string, unknown>[] };

    expect(Statement[0]).to.deep.include({
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
    });
    expect(Statement[1]).to.deep.include({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
  });

  it('tells Slack where a channel is named, which may only look', () => {
    const roleArn = 'arn:aws:iam::123456789012:role/urr-prod-alarms-slack';
    const stack = build({ slack: { workspaceId: 'T0123', channelId: 'C0123', roleArn } });

    expect(stack).to.have.resource('aws_chatbot_slack_channel_configuration', {
      slack_team_id: 'T0123',
      slack_channel_id: 'C0123',
      iam_role_arn: roleArn,
      guardrail_policy_arns: ['arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess'],
    });
  });

  it('makes nothing of Slack where no channel is named', () => {
    expect(build()).to.have.resourceCount('aws_chatbot_slack_channel_configuration', 0);
  });
});
