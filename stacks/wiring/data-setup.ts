import type { Elasticache } from '../../modules/elasticache/index.ts';
import type { Msk } from '../../modules/msk/index.ts';
import type { Rds } from '../../modules/rds/index.ts';
import type { Vpc } from '../../modules/vpc/index.ts';
import { DataSetup } from '../support/data-setup/data-setup.ts';
import { dataSetupFunctionNames } from '../support/data-setup/function-names.ts';
import { databaseSetupRole, redisRotationRole, topicSetupRole } from '../support/identities/data-setup-roles.ts';
import type { Foundation } from './foundation.ts';

/** What has to be filled before a service can start. */
export interface EmptyData {
  readonly vpc: Vpc;
  readonly rds: Rds;
  readonly elasticache: Elasticache;
  readonly msk: Msk;
}

/** The functions that make databases, database roles, topics and the token of Redis (rulings B19, B21; domain.md 10.5 #5). */
export function buildDataSetup(
  { stack, environment, identities, bundles, keys, secrets, alarmTopicArn }: Foundation,
  { vpc, rds, elasticache, msk }: EmptyData,
): DataSetup {
  const { keyArn } = secrets;
  const names = dataSetupFunctionNames(environment.namePrefix);
  const { replicationGroup } = elasticache;
  const databases = databaseSetupRole(identities, {
    functionName: names.databases,
    masterSecret: { secretArns: [rds.masterSecretArn], keyArn },
    databaseSecrets: { secretArns: secrets.generatedSecretArns, keyArn },
  });
  const topics = topicSetupRole(identities, { functionName: names.topics, mskClusterArn: msk.clusterArn });
  const redisToken = redisRotationRole(identities, {
    functionName: names.redisToken,
    redisSecret: { secretArns: [secrets.redisTokenArn], keyArn },
    replicationGroupArn: replicationGroup.arn,
  });
  return new DataSetup(stack, 'data-setup', {
    ...environment.dataSetup,
    namePrefix: environment.namePrefix,
    vpcId: vpc.vpcId,
    subnets: vpc.subnets.app,
    runtime: environment.lambdaWorker.runtime,
    bundle: bundles.functions.dataSetup,
    databaseRoleArn: databases.arn,
    topicRoleArn: topics.arn,
    redisRoleArn: redisToken.arn,
    secrets,
    database: rds,
    kafka: msk,
    redis: {
      replicationGroupId: replicationGroup.replicationGroupId,
      primaryEndpoint: elasticache.primaryEndpoint,
      port: elasticache.port,
    },
    alarmTopicArn,
    environmentKeyArn: keys.data.arn,
    logsKeyArn: keys.logs.arn,
    waitFor: [databases, topics, redisToken].flatMap((role) => role.attached),
  });
}
