import { Elasticache } from '../../modules/elasticache/index.ts';
import { Msk } from '../../modules/msk/index.ts';
import { Rds } from '../../modules/rds/index.ts';
import type { Vpc } from '../../modules/vpc/index.ts';
import { rdsMonitoringRole } from '../support/identities/rds-monitoring-role.ts';
import { rdsProxyRole } from '../support/identities/rds-proxy-role.ts';
import type { Foundation } from './foundation.ts';

/** PostgreSQL and, where the environment has one, its proxy (architecture.md 5.1). */
export function buildRds({ stack, environment, identities, keys, secrets, alarmTopicArn }: Foundation, vpc: Vpc): Rds {
  const monitoring = rdsMonitoringRole(identities);
  const proxy = environment.rds.proxy
    ? rdsProxyRole(identities, { secretArns: secrets.databaseSecretArns, keyArn: secrets.keyArn })
    : null;
  return new Rds(stack, 'rds', {
    ...environment.rds,
    namePrefix: environment.namePrefix,
    vpcId: vpc.vpcId,
    subnets: vpc.subnets.database,
    proxySubnets: vpc.subnets.app,
    storageKeyArn: keys.data.arn,
    secretsKeyArn: keys.data.arn,
    logsKeyArn: keys.logs.arn,
    monitoringRoleArn: monitoring.arn,
    ...(proxy === null ? {} : { proxyRoleArn: proxy.arn }),
    databaseSecretArns: secrets.databaseSecretArns,
    alarmTopicArn,
    waitFor: [...monitoring.attached, ...(proxy?.attached ?? [])],
  });
}

/** Redis (architecture.md 5.2). */
export function buildElasticache({ stack, environment, keys, alarmTopicArn }: Foundation, vpc: Vpc): Elasticache {
  return new Elasticache(stack, 'elasticache', {
    ...environment.elasticache,
    namePrefix: environment.namePrefix,
    vpcId: vpc.vpcId,
    subnets: vpc.subnets.cache,
    availabilityZones: vpc.availabilityZones,
    keyArn: keys.data.arn,
    logsKeyArn: keys.logs.arn,
    alarmTopicArn,
  });
}

/** Kafka (architecture.md 5.3). */
export function buildMsk({ stack, environment, keys, alarmTopicArn }: Foundation, vpc: Vpc): Msk {
  return new Msk(stack, 'msk', {
    ...environment.msk,
    namePrefix: environment.namePrefix,
    vpcId: vpc.vpcId,
    subnets: vpc.subnets.streaming,
    keyArn: keys.data.arn,
    logsKeyArn: keys.logs.arn,
    alarmTopicArn,
  });
}
