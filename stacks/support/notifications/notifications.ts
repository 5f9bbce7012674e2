import { ChatbotSlackChannelConfiguration } from '@cdktf/provider-aws/lib/chatbot-slack-channel-configuration/index.js';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy/index.js';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { policyDocument, type ResourceStatement, tlsOnly } from '../../../modules/policy-document.ts';

/** Channel of a Slack workspace that was authorised once in the console of Amazon Q Developer. */
export interface SlackChannel {
  readonly workspaceId: string;
  readonly channelId: string;
  /** What the channel may see (identities/slack-role.ts). */
  readonly roleArn: string;
}

export interface NotificationsProps {
  /** Start of the names, for example `urr-prod`. */
  readonly namePrefix: string;
  readonly accountId: string;
  /** Key of the topic; its policy must let CloudWatch use it, or alarms ring unheard (Amazon SNS Developer Guide). */
  readonly keyArn: string;
  /** Who gets a mail; each person confirms the subscription once. */
  readonly alarmEmails: readonly string[];
  /** Null without Slack. */
  readonly slack: SlackChannel | null;
  /** Provider of another region where its alarms are; default is the provider of the stack. */
  readonly provider?: TerraformProvider;
}

/** The way of an alarm to people: CloudWatch -> SNS -> e-mail and Slack (architecture.md 10). */
export class Notifications extends Construct {
  readonly topic: SnsTopic;

  constructor(scope: Construct, id: string, props: NotificationsProps) {
    super(scope, id);
    const provider = props.provider === undefined ? {} : { provider: props.provider };
    const name = `${props.namePrefix}-alarms`;
    this.topic = new SnsTopic(this, 'alarms', { name, kmsMasterKeyId: props.keyArn, ...provider });
    new SnsTopicPolicy(this, 'alarms-policy', {
      arn: this.topic.arn,
      policy: publishPolicy(this.topic.arn, props.accountId),
      ...provider,
    });
    for (const [index, endpoint] of props.alarmEmails.entries())
      new SnsTopicSubscription(this, `email-${index + 1}`, {
        topicArn: this.topic.arn,
        protocol: 'email',
        endpoint,
        ...provider,
      });
    if (props.slack !== null) this.#slack(name, props.slack);
  }

  get topicArn(): string {
    return this.topic.arn;
  }

  /** A channel hears alarms of every region: the service itself lives in none. */
  #slack(name: string, { workspaceId, channelId, roleArn }: SlackChannel): void {
    new ChatbotSlackChannelConfiguration(this, 'slack', {
      configurationName: name,
      iamRoleArn: roleArn,
      slackTeamId: workspaceId,
      slackChannelId: channelId,
      snsTopicArns: [this.topic.arn],
      // Without it AWS sets AdministratorAccess as the upper limit of what can be done from the channel.
      guardrailPolicyArns: ['arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess'],
      loggingLevel: 'ERROR',
    });
  }
}

/** CloudWatch alarms of this account may publish; nothing may without encryption on the way. */
function publishPolicy(topicArn: string, accountId: string): string {
  const alarms: ResourceStatement = {
    Sid: 'AlarmsOfThisAccount',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
  };
  return policyDocument([alarms, tlsOnly('sns:Publish', topicArn)]);
}
