import { DynamodbVwr } from '../../modules/dynamodb-vwr/index.ts';
import { LambdaVwr } from '../../modules/lambda-vwr/index.ts';
import { apiGatewayLogsRole } from '../support/identities/log-delivery-roles.ts';
import { schedulerRole, vwrAdvancerRole, vwrApiRole } from '../support/identities/vwr-roles.ts';
import type { Foundation } from './foundation.ts';

/** Counters and positions (architecture.md 5.8). */
export function buildDynamodbVwr({ stack, environment, keys }: Foundation): DynamodbVwr {
  return new DynamodbVwr(stack, 'dynamodb-vwr', {
    ...environment.dynamodbVwr,
    namePrefix: environment.namePrefix,
    keyArn: keys.data.arn,
  });
}

/** The API of the waiting room and the function that moves the line (architecture.md 5.7, 5.10; ruling D2). */
export function buildLambdaVwr(
  { stack, environment, identities, bundles, keys, secrets, alarmTopicArn }: Foundation,
  { counters, positions }: DynamodbVwr,
): LambdaVwr {
  const access = {
    countersTableArn: counters.arn,
    tablesKeyArn: keys.data.arn,
    tracing: environment.lambdaVwr.tracing ?? true,
  };
  const positionsTableArn = positions.arn;
  const api = vwrApiRole(identities, {
    ...access,
    positionsTableArn,
    secretArns: secrets.vwrApiSecretArns,
    keyArn: secrets.keyArn,
  });
  const advancer = vwrAdvancerRole(identities, access);
  const scheduler = schedulerRole(identities);
  const logs = environment.deployment.sharesAccount ? null : apiGatewayLogsRole(identities);
  return new LambdaVwr(stack, 'lambda-vwr', {
    ...environment.lambdaVwr,
    namePrefix: environment.namePrefix,
    region: environment.region,
    apiRoleArn: api.arn,
    advancerRoleArn: advancer.arn,
    schedulerRoleArn: scheduler.arn,
    ...(logs === null ? {} : { apiGatewayLogsRoleArn: logs.arn }),
    countersTableName: counters.name,
    positionsTableName: positions.name,
    apiBundle: bundles.functions.vwrApi,
    advancerBundle: bundles.functions.vwrAdvancer,
    apiEnvironment: { VWR_TOKEN_KEYS_SECRET_ARN: secrets.arnOf('token-keys/vwr') },
    // The way that people take. Without a CDN the balancer lets in listed networks only, and a Lambda is in none (B15).
    advancerEnvironment:
      environment.cdn === null ? {} : { ORIGIN_HEALTH_URL: `https://${environment.deployment.domain}/health` },
    alarmTopicArn,
    environmentKeyArn: keys.data.arn,
    logsKeyArn: keys.logs.arn,
    waitFor: [api, advancer, scheduler, ...(logs === null ? [] : [logs])].flatMap((role) => role.attached),
  });
}
