import { dependable, Lazy } from 'cdktf';
import { Elasticache } from '../../modules/elasticache/index.ts';
import { Msk } from '../../modules/msk/index.ts';
import { Rds } from '../../modules/rds/index.ts';
import type { Vpc } from '../../modules/vpc/index.ts';
import { rdsMonitoringRole } from '../support/identities/rds-monitoring-role.ts';
import { rdsProxyRole } from '../support/identities/rds-proxy-role.ts';
import { clientConnections } from './client-connections.ts';
import type { Foundation } from './foundation.ts';

/** PostgreSQL and, where the environment has one, its proxy (architecture.md 5.1). */
export function buildRds({ stack, environment, identities, keys, secrets, alarmTopicArn }: Foundation, vpc: Vpc): Rds {
  const monitoring = rdsMonitoringRole(identities);
  const rds: Rds = new Rds(stack, 'rds', {
    ...environment.rds,
    clientConnections: clientConnections(environment),
    namePrefix: environment.namePrefix,
    vpcId: vpc.vpcId,
    subnets: vpc.subnets.database,
    proxySubnets: vpc.subnets.app,
    storageKeyArn: keys.data.arn,
    secretsKeyArn: keys.data.arn,
    logsKeyArn: keys.logs.arn,
    monitoringRoleArn: monitoring.arn,
    // The proxy's role reads the master secret, which the server makes, so it comes after the server.
    ...(environment.rds.proxy ? { proxyRoleArn: Lazy.stringValue({ produce: () => proxyRole?.arn }) } : {}),
    databaseSecretArns: secrets.databaseSecretArns,
    alarmTopicArn,
    waitFor: monitoring.attached,
  });
  const proxyRole =
    rds.proxy === undefined
      ? undefined
      : rdsProxyRole(identities, {
          secretArns: [...secrets.databaseSecretArns, rds.masterSecretArn],
          keyArn: secrets.keyArn,
        });
  if (rds.proxy !== undefined && proxyRole !== undefined)
    rds.proxy.proxy.dependsOn = [
      ...(rds.proxy.proxy.dependsOn ?? []),
      ...proxyRole.attached.map((one) => dependable(one)),
    ];
  return rds;
}

/** Redis (architecture.md 5.2). */
export function buildElasticache({ stack, environment, keys, alarmTopicArn }: Foundation, vpc: Vpc): Elasticache {
  return new Elasticache(stack, 'elasticache', {
    ...environment.elasticache,
    namePrefix: environment.namePrefix,
    accountId: environment.deployment.accountId,
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
