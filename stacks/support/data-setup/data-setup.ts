import { LambdaInvocation } from '@cdktf/provider-aws/lib/lambda-invocation/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { dependable, type ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Alarm } from '../../../modules/alarm.ts';
import type { FunctionBundle } from '../../../modules/function-bundle.ts';
import { LoggedFunction } from '../../../modules/logged-function.ts';
import { enforceRules } from '../../../modules/rule.ts';
import type { Subnets } from '../../../modules/subnets.ts';
import { dlqOf, topicNames } from '../../../services/shared/events/topics.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { databaseEnvironment } from './database-environment.ts';
import { dataSetupFunctionNames } from './function-names.ts';
import { type DataSetupSettings, dataSetupDefaults, dataSetupRules } from './settings.ts';

export interface DataSetupProps extends DataSetupSettings {
  /** Start of the names: `urr-prod` makes `urr-prod-database-setup`, `-topic-setup` and `-redis-rotation`. */
  readonly namePrefix: string;
  readonly vpcId: string;
  /** App subnets: beside the nodes, with a way to the AWS APIs. */
  readonly subnets: Subnets<'app'>;
  /** Lambda runtime (ruling A2). */
  readonly runtime: string;
  /** services/data-setup/handler.ts; the three functions are three exports of it. */
  readonly bundle: FunctionBundle;
  readonly databaseRoleArn: string;
  readonly topicRoleArn: string;
  readonly redisRoleArn: string;
  readonly secrets: Secrets;
  /** `Rds`: where clients find the databases, and the secret of `urr_admin`. */
  readonly database: { readonly endpoint: string; readonly port: number; readonly masterSecretArn: string };
  /** `Msk`. */
  readonly kafka: {
    readonly bootstrapBrokers: string;
    readonly partitions: number;
    readonly replicationFactor: number;
    readonly minInSyncReplicas: number;
    readonly retentionHours: number;
  };
  /** `Elasticache`, and the id of its replication group. */
  readonly redis: { readonly replicationGroupId: string; readonly primaryEndpoint: string; readonly port: number };
  readonly alarmTopicArn: string;
  /** KMS key of the environment variables. Default: the key of the service. */
  readonly environmentKeyArn?: string;
  /** KMS key of the log groups. Default: the key of the service. */
  readonly logsKeyArn?: string;
  /** What must be there before the functions: the policies of their roles. */
  readonly waitFor?: readonly ITerraformDependable[];
}

/**
 * What turns empty servers into the documented data layer, from inside the VPC: five databases with a role for each
 * service, four topics with their dead letters, random secrets, and a token of Redis that nobody has seen
 * (architecture.md 5.1 to 5.3; rulings B19, B21, E14; domain.md 10.5, 5). All of it can run again and changes nothing then.
 */
export class DataSetup extends Construct {
  /** The group of all three functions; rules in stacks/support/security-groups. */
  readonly dataSetupSecurityGroupId: string;
  readonly databases: LoggedFunction;
  readonly topics: LoggedFunction;
  readonly redisToken: LoggedFunction;
  readonly #runs: TerraformResource[] = [];

  constructor(scope: Construct, id: string, props: DataSetupProps) {
    super(scope, id);
    const settings = { ...dataSetupDefaults, ...props };
    enforceRules(this, settings, dataSetupRules);
    const names = dataSetupFunctionNames(props.namePrefix);
    this.dataSetupSecurityGroupId = new SecurityGroup(this, 'group', {
      name: `${props.namePrefix}-data-setup`,
      description: 'Functions that create databases, roles and topics and renew the token of Redis',
      vpcId: props.vpcId,
      tags: { Name: `${props.namePrefix}-data-setup` },
    }).id;

    this.databases = this.#function('databases', props, {
      name: names.databases,
      description: 'Creates the five databases, their roles and passwords',
      roleArn: props.databaseRoleArn,
      environment: databaseEnvironment(props.database, props.secrets),
      // Most of it is waiting for a new proxy to reach its server.
      timeoutSeconds: 600,
    });
    this.topics = this.#function('topics', props, {
      name: names.topics,
      description: 'Creates the Kafka topics and their dead letter topics',
      roleArn: props.topicRoleArn,
      environment: {
        KAFKA_BROKERS: props.kafka.bootstrapBrokers,
        PARTITIONS: String(props.kafka.partitions),
        REPLICATION_FACTOR: String(props.kafka.replicationFactor),
        MIN_IN_SYNC_REPLICAS: String(props.kafka.minInSyncReplicas),
        RETENTION_HOURS: String(props.kafka.retentionHours),
      },
      timeoutSeconds: 120,
    });
    this.redisToken = this.#function('redisToken', props, {
      name: names.redisToken,
      description: 'Renews the AUTH token of Redis',
      roleArn: props.redisRoleArn,
      environment: {
        REPLICATION_GROUP_ID: props.redis.replicationGroupId,
        REDIS_HOST: props.redis.primaryEndpoint,
        REDIS_PORT: String(props.redis.port),
      },
      // ElastiCache takes minutes to give a token to every node.
      timeoutSeconds: 900,
    });
    if (settings.runAtApply) {
      this.#runs.push(this.#invocation('create-databases', this.databases, props.bundle, databaseTrigger(props)));
      this.#runs.push(this.#invocation('create-topics', this.topics, props.bundle, topicTrigger(props)));
    }
    this.#runs.push(this.#rotation(props, settings.redisTokenDays));
    this.#alarm(names.redisToken, props.alarmTopicArn);
  }

  /**
   * Lets databases, topics and token wait for what they need to get through: the rules of the security groups, the target of
   * the proxy, the endpoints. A construct stands for everything in it.
   */
  startAfter(...needed: readonly (ITerraformDependable | Construct)[]): void {
    const inside = (one: Construct) =>
      one.node.findAll().filter((child) => TerraformResource.isTerraformResource(child));
    const all = needed.flatMap((one) => ('fqn' in one ? [one] : inside(one)));
    for (const run of this.#runs) run.dependsOn = [...(run.dependsOn ?? []), ...all.map((one) => dependable(one))];
  }

  #function(
    handler: 'databases' | 'topics' | 'redisToken',
    props: DataSetupProps,
    own: Pick<
      ConstructorParameters<typeof LoggedFunction>[2],
      'name' | 'description' | 'roleArn' | 'environment' | 'timeoutSeconds'
    >,
  ): LoggedFunction {
    return new LoggedFunction(this, handler === 'redisToken' ? 'redis-token' : handler, {
      ...own,
      // Node.js in Lambda does not know the authority of RDS until it is told where its certificates lie (AWS Lambda
      // Developer Guide, "Using Lambda with Amazon RDS").
      environment: { ...own.environment, NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem' },
      bundle: props.bundle,
      handler: `index.${handler}`,
      runtime: props.runtime,
      memoryMegabytes: 512,
      logRetentionDays: props.logRetentionDays ?? dataSetupDefaults.logRetentionDays,
      vpc: { subnetIds: [...props.subnets.ids], securityGroupIds: [this.dataSetupSecurityGroupId] },
      ...(props.environmentKeyArn === undefined ? {} : { environmentKeyArn: props.environmentKeyArn }),
      ...(props.logsKeyArn === undefined ? {} : { logsKeyArn: props.logsKeyArn }),
      ...(props.waitFor === undefined ? {} : { waitFor: props.waitFor }),
    });
  }

  /** Runs the function while Terraform applies, again whenever its code or what it reads has changed. */
  #invocation(
    id: string,
    { function: called }: LoggedFunction,
    bundle: FunctionBundle,
    trigger: Readonly<Record<string, string>>,
  ): LambdaInvocation {
    return new LambdaInvocation(this, id, {
      functionName: called.functionName,
      input: '{}',
      triggers: { code: bundle.hash, ...trigger },
    });
  }

  #rotation(props: DataSetupProps, automaticallyAfterDays: number): SecretsmanagerSecretRotation {
    const { functionName, arn } = this.redisToken.function;
    const permission = new LambdaPermission(this, 'rotation-may-call', {
      functionName,
      action: 'lambda:InvokeFunction',
      principal: 'secretsmanager.amazonaws.com',
      sourceArn: props.secrets.redisTokenArn,
    });
    return new SecretsmanagerSecretRotation(this, 'redis-rotation', {
      secretId: props.secrets.redisTokenArn,
      rotationLambdaArn: arn,
      // The first one at once: it replaces the token that Terraform drew.
      rotateImmediately: true,
      rotationRules: { automaticallyAfterDays },
      dependsOn: [permission],
    });
  }

  #alarm(functionName: string, topicArn: string): void {
    new Alarm(this, 'rotation-alarm', {
      name: `${functionName}-errors`,
      severity: 'HIGH',
      impact:
        'The token of Redis could not be renewed. The one in use goes on working; if this is the first run, the token of ' +
        'the Terraform state still opens Redis. Read the log of the function, then start the rotation again.',
      namespace: 'AWS/Lambda',
      metric: 'Errors',
      dimensions: { FunctionName: functionName },
      statistic: 'Sum',
      comparison: 'GreaterThanThreshold',
      threshold: 0,
      periodSeconds: 300,
      topicArn,
    });
  }
}

const databaseTrigger = ({ database }: DataSetupProps) => ({ endpoint: database.endpoint });

const topicTrigger = ({ kafka }: DataSetupProps) => ({
  brokers: kafka.bootstrapBrokers,
  copies: String(kafka.replicationFactor),
  topics: topicNames.flatMap((topic) => [topic, dlqOf(topic)]).join(','),
});
