import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { FunctionBundle } from '../function-bundle.ts';
import { LoggedFunction } from '../logged-function.ts';
import { enforceRules } from '../rule.ts';
import { advancerAlarms, apiAlarms } from './alarms.ts';
import { lambdaVwrRules } from './rules.ts';
import { advance } from './schedule.ts';
import { type LambdaVwrSettings, lambdaVwrDefaults } from './settings.ts';
import { VwrApi } from './vwr-api.ts';

export interface LambdaVwrProps extends LambdaVwrSettings {
  /** Start of the names: `urr-prod` makes `urr-prod-vwr-api` and `urr-prod-vwr-advancer` (ruling D3). */
  readonly namePrefix: string;
  /** Region of the API, part of its address. */
  readonly region: string;
  /** Role of the API function: get, put, update and query of the two tables, never a scan (infrastructure.md 8). */
  readonly apiRoleArn: string;
  readonly advancerRoleArn: string;
  /** Role by which EventBridge Scheduler calls the advancer. */
  readonly schedulerRoleArn: string;
  /**
   * Role by which API Gateway writes logs. It is one setting of the whole account and region, so only one environment of
   * an account gives it. Default: the account has one already.
   */
  readonly apiGatewayLogsRoleArn?: string;
  readonly countersTableName: string;
  readonly positionsTableName: string;
  readonly apiBundle: FunctionBundle;
  readonly advancerBundle: FunctionBundle;
  /** Further environment variables of the API function, such as the name of the secret with its signing key. Default none. */
  readonly apiEnvironment?: Readonly<Record<string, string>>;
  /** Further environment variables of the advancer. Default none. */
  readonly advancerEnvironment?: Readonly<Record<string, string>>;
  /** SNS topic of the alarms (architecture.md 10). */
  readonly alarmTopicArn: string;
  /** KMS key of the environment variables. Default: the key of the service. */
  readonly environmentKeyArn?: string;
  /** KMS key of the log groups. Default: the key of the service. */
  readonly logsKeyArn?: string;
  /** Policies of the roles. */
  readonly waitFor?: readonly ITerraformDependable[];
}

/**
 * Tier 1 of the waiting room (architecture.md 5.7, 5.10; rulings B16, B22, D2, D5): the API that hands out places and
 * lets in, API Gateway before it, and the advancer with the schedule that wakes it.
 */
export class LambdaVwr extends Construct {
  readonly apiFunction: LambdaFunction;
  readonly advancerFunction: LambdaFunction;
  readonly api: VwrApi;
  /** Host name of the API, for the origin of CloudFront. */
  readonly invokeDomain: string;
  /** `/<stage>`, the origin path. */
  readonly stagePath: string;
  /** Value of the header `x-api-key` that CloudFront sends (ruling B16); made by API Gateway, known after apply. */
  readonly originKeyValue: string;

  constructor(scope: Construct, id: string, props: LambdaVwrProps) {
    super(scope, id);
    const settings = { ...lambdaVwrDefaults, ...props };
    enforceRules(this, settings, lambdaVwrRules);
    const tables = { TABLE_COUNTERS: props.countersTableName, TABLE_POSITIONS: props.positionsTableName };
    const both = {
      runtime: props.runtime,
      tracing: settings.tracing ? 'Active' : 'PassThrough',
      logRetentionDays: settings.logRetentionDays,
      ...(props.environmentKeyArn === undefined ? {} : { environmentKeyArn: props.environmentKeyArn }),
      ...(props.logsKeyArn === undefined ? {} : { logsKeyArn: props.logsKeyArn }),
      ...(props.waitFor === undefined ? {} : { waitFor: props.waitFor }),
    } as const;

    this.apiFunction = new LoggedFunction(this, 'api-function', {
      ...both,
      name: `${props.namePrefix}-vwr-api`,
      description: 'Hands out places of the waiting room and lets people in',
      roleArn: props.apiRoleArn,
      bundle: props.apiBundle,
      memoryMegabytes: settings.apiMemoryMegabytes,
      timeoutSeconds: settings.apiTimeoutSeconds,
      reservedConcurrency: settings.apiConcurrency,
      environment: {
        ...tables,
        POSITION_TTL_SECONDS: String(settings.positionLifetimeSeconds),
        ...props.apiEnvironment,
      },
    }).function;
    this.advancerFunction = new LoggedFunction(this, 'advancer-function', {
      ...both,
      name: `${props.namePrefix}-vwr-advancer`,
      description: 'Moves the line of each active event forward',
      roleArn: props.advancerRoleArn,
      bundle: props.advancerBundle,
      memoryMegabytes: settings.advancerMemoryMegabytes,
      timeoutSeconds: settings.advancerTimeoutSeconds,
      // One advancer at a time: two would let in twice as many (ruling B22).
      reservedConcurrency: 1,
      environment: {
        ...tables,
        BATCH_SIZE: String(settings.advancerBatch),
        LOOP_SECONDS: String(settings.advancerLoopSeconds),
        ...props.advancerEnvironment,
      },
    }).function;
    advance(this, {
      name: `${props.namePrefix}-vwr-advancer`,
      function: this.advancerFunction,
      minutes: settings.scheduleMinutes,
      roleArn: props.schedulerRoleArn,
    });

    this.api = new VwrApi(this, 'api', {
      name: `${props.namePrefix}-vwr`,
      function: this.apiFunction,
      rateLimit: settings.rateLimit,
      burstLimit: settings.burstLimit,
      tracing: settings.tracing,
      logRetentionDays: settings.logRetentionDays,
      ...(props.logsKeyArn === undefined ? {} : { logsKeyArn: props.logsKeyArn }),
      ...(props.apiGatewayLogsRoleArn === undefined ? {} : { logsRoleArn: props.apiGatewayLogsRoleArn }),
    });
    this.invokeDomain = `${this.api.restApi.id}.execute-api.${props.region}.amazonaws.com`;
    this.stagePath = `/${this.api.stage.stageName}`;
    this.originKeyValue = this.api.keys[settings.originKey].value;
    apiAlarms(this, `${props.namePrefix}-vwr`, this.api.stage.stageName, props.alarmTopicArn);
    advancerAlarms(this, `${props.namePrefix}-vwr-advancer`, settings.scheduleMinutes, props.alarmTopicArn);
  }
}
