import { Vpc } from '../../modules/vpc/index.ts';
import { VpcEndpoints } from '../../modules/vpc-endpoints/index.ts';
import { flowLogsRole } from '../support/identities/log-delivery-roles.ts';
import type { Foundation } from './foundation.ts';

/** Subnets, routes and ways out (architecture.md 1.1 to 1.3). */
export function buildVpc({ stack, environment, identities, keys }: Foundation): Vpc {
  return new Vpc(stack, 'vpc', {
    ...environment.vpc,
    namePrefix: environment.namePrefix,
    clusterName: environment.clusterPrefix,
    flowLogsRoleArn: flowLogsRole(identities).arn,
    logsKeyArn: keys.logs.arn,
  });
}

/** Private ways to AWS (architecture.md 1.4). */
export function buildVpcEndpoints({ stack, environment }: Foundation, vpc: Vpc): VpcEndpoints {
  return new VpcEndpoints(stack, 'vpc-endpoints', {
    ...environment.vpcEndpoints,
    namePrefix: environment.namePrefix,
    region: environment.region,
    accountId: environment.deployment.accountId,
    vpcId: vpc.vpcId,
    subnets: vpc.subnets.app,
    routeTableIds: vpc.routeTableIds,
  });
}
