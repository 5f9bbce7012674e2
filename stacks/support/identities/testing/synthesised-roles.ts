import type { SynthesisedStack } from '../../../../test/chai-terraform/synthesised-stack.ts';
import { synth } from '../../../testing/synth.ts';
import { ciRoles } from '../ci-roles.ts';
import { databaseSetupRole, redisRotationRole, topicSetupRole } from '../data-setup-roles.ts';
import { ebsCsiRole } from '../ebs-csi-role.ts';
import { eksClusterRole } from '../eks-cluster-role.ts';
import { eksNodeRole } from '../eks-node-role.ts';
import { Identities } from '../identities.ts';
import { lambdaEdgeRole } from '../lambda-edge-role.ts';
import { lambdaWorkerRole } from '../lambda-worker-role.ts';
import { apiGatewayLogsRole, flowLogsRole } from '../log-delivery-roles.ts';
import { externalSecretsRole, loadBalancerControllerRole, nodeAutoscalerRole } from '../platform-roles.ts';
import { rdsMonitoringRole } from '../rds-monitoring-role.ts';
import { rdsProxyRole } from '../rds-proxy-role.ts';
import { type ServiceRolesProps, serviceRoles } from '../service-roles.ts';
import { slackRole } from '../slack-role.ts';
import { vpcCniRole } from '../vpc-cni-role.ts';
import { schedulerRole, vwrAdvancerRole, vwrApiRole } from '../vwr-roles.ts';

/** A statement as it stands in the synthesised policy. */
export interface SynthesisedStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action?: readonly string[] | string;
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[] | string;
  readonly NotResource?: readonly string[] | string;
  readonly Principal?: Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A role as Terraform would read it, put together from its three resource types. */
export interface SynthesisedRole {
  readonly boundary: unknown;
  /** Seconds, where it is not AWS's hour. */
  readonly longestSession: unknown;
  readonly trust: readonly SynthesisedStatement[];
  readonly managed: readonly string[];
  readonly statements: readonly SynthesisedStatement[];
}

const arn = (service: string, resource: string) => `arn:aws:${service}:ap-northeast-2:123456789012:${resource}`;
const keyArn = arn('kms', 'key/data');
export const secret = (name: string) => arn('secretsmanager', `secret:urr-prod/${name}-AbCdEf`);
const mskClusterArn = arn('kafka', 'cluster/urr-prod/0a1b');
export const oidc = {
  providerArn: 'arn:aws:iam::123456789012:oidc-provider/oidc.eks.ap-northeast-2.amazonaws.com/id/ABC',
  issuer: 'oidc.eks.ap-northeast-2.amazonaws.com/id/ABC',
};

const serviceProps: ServiceRolesProps = {
  oidc,
  namespace: 'urr-spring',
  mskClusterArn,
  ticketQueueArn: arn('sqs', 'urr-prod-ticket-events.fifo'),
  secretArns: { ticket: [secret('ticket')], stats: [secret('stats')] },
  secretsKeyArn: keyArn,
  vwrCountersTableArn: arn('dynamodb', 'table/urr-prod-vwr-counters'),
  activeEventsObjectArn: 'arn:aws:s3:::urr-prod-frontend/vwr/active-events.json',
  tablesKeyArn: keyArn,
  imageBucketArn: 'arn:aws:s3:::urr-prod-images',
};

const counters = { countersTableArn: arn('dynamodb', 'table/urr-prod-vwr-counters'), tablesKeyArn: keyArn };

/** Every role that there is, with everything optional switched on. */
export function everyRole(
  options: { readonly tracing: boolean } = { tracing: true },
): ReadonlyMap<string, SynthesisedRole> {
  const secrets = (name: string) => ({ secretArns: [secret(name)], keyArn });
  return rolesOf(
    synth((stack) => {
      const identities = new Identities(stack, 'identities', {
        namePrefix: 'urr-prod',
        accountId: '123456789012',
        region: 'ap-northeast-2',
      });
      eksClusterRole(identities);
      eksNodeRole(identities);
      vpcCniRole(identities, oidc);
      ebsCsiRole(identities, oidc);
      rdsProxyRole(identities, secrets('database'));
      rdsMonitoringRole(identities);
      lambdaWorkerRole(identities, {
        ...secrets('ticket'),
        queueArn: arn('sqs', 'urr-prod-ticket-events.fifo'),
        tracing: options.tracing,
      });
      lambdaEdgeRole(identities);
      const positionsTableArn = arn('dynamodb', 'table/urr-prod-vwr-positions');
      vwrApiRole(identities, { ...counters, positionsTableArn, ...secrets('vwr'), tracing: true });
      vwrAdvancerRole(identities, { ...counters, tracing: true });
      schedulerRole(identities);
      apiGatewayLogsRole(identities);
      flowLogsRole(identities);
      slackRole(identities);
      loadBalancerControllerRole(identities, oidc, [arn('elasticloadbalancing', 'targetgroup/gateway/1')]);
      nodeAutoscalerRole(identities, oidc, { clusterName: 'urr-spring', nodeGroupName: 'urr-spring-ng-initial' });
      externalSecretsRole(identities, oidc, secrets('grafana'));
      databaseSetupRole(identities, {
        functionName: 'urr-prod-database-setup',
        masterSecret: secrets('master'),
        databaseSecrets: secrets('database'),
      });
      topicSetupRole(identities, { functionName: 'urr-prod-topic-setup', mskClusterArn });
      redisRotationRole(identities, {
        functionName: 'urr-prod-redis-rotation',
        redisSecret: secrets('redis'),
        replicationGroupArn: arn('elasticache', 'replicationgroup:urr-prod-redis'),
      });
      serviceRoles(identities, serviceProps);
      ciRoles(identities, {
        repository: 'urr/urr',
        environment: 'prod',
        state: {
          bucketArn: 'arn:aws:s3:::urr-terraform-state-prod',
          key: 'prod/terraform.tfstate',
          lockTableArn: arn('dynamodb', 'table/urr-terraform-locks'),
          keyArn,
        },
      });
    }),
  );
}

/** What the boundary of every role lets through. */
export function boundaryOf(namePrefix: string): readonly SynthesisedStatement[] {
  const stack = synth((scope) => {
    new Identities(scope, 'identities', { namePrefix, accountId: '123456789012', region: 'ap-northeast-2' });
  });
  return Object.values(stack.resource?.aws_iam_policy ?? {}).flatMap(({ policy }) => statementsOf(policy));
}

/** The roles of a stack by name without the prefix. */
function rolesOf(stack: SynthesisedStack): ReadonlyMap<string, SynthesisedRole> {
  const all = (type: string) => Object.values(stack.resource?.[type] ?? {});
  return new Map(
    Object.entries(stack.resource?.aws_iam_role ?? {}).map(([address, role]) => {
      const reference = `\${aws_iam_role.${address}.name}`;
      const own = all('aws_iam_role_policy').filter((policy) => policy.role === reference);
      return [
        String(role.name).replace('urr-prod-', ''),
        {
          boundary: role.permissions_boundary,
          longestSession: role.max_session_duration,
          trust: statementsOf(role.assume_role_policy),
          managed: all('aws_iam_role_policy_attachment')
            .filter((attachment) => attachment.role === reference)
            .map((attachment) => String(attachment.policy_arn)),
          statements: own.flatMap((policy) => statementsOf(policy.policy)),
        },
      ];
    }),
  );
}

function statementsOf(policy: unknown): SynthesisedStatement[] {
  return (JSON.parse(String(policy)) as { Statement: SynthesisedStatement[] }).Statement;
}

/** What is one or many, as many. */
export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
