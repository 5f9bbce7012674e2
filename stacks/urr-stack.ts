import type { Construct } from 'constructs';
import { regionalProvider } from './aws-providers.ts';
import type { Environment } from './environments/environment.ts';
import { ReadableStack } from './readable-stack.ts';
import { keepStateInBucket } from './state-backend.ts';
import { Dashboard } from './support/dashboard/dashboard.ts';
import { SecurityGroupRules } from './support/security-groups/security-groups.ts';
import { grantAccess } from './wiring/access.ts';
import { buildLambdaWorker, buildSqs } from './wiring/booking.ts';
import { buildEks } from './wiring/cluster.ts';
import { buildElasticache, buildMsk, buildRds } from './wiring/data.ts';
import { buildDataSetup } from './wiring/data-setup.ts';
import { layFoundation } from './wiring/foundation.ts';
import { buildFront } from './wiring/front.ts';
import { buildVpc, buildVpcEndpoints } from './wiring/network.ts';
import { buildDynamodbVwr, buildLambdaVwr } from './wiring/waiting-room.ts';

/** One environment on AWS: the thirteen documented modules in the order in which they need each other. */
export class UrrStack extends ReadableStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    keepStateInBucket(this, id, environment);
    regionalProvider(this, id, environment);
    const foundation = layFoundation(this, environment);

    const vpc = buildVpc(foundation);
    const vpcEndpoints = buildVpcEndpoints(foundation, vpc);
    const eks = buildEks(foundation, vpc);
    const rds = buildRds(foundation, vpc);
    const elasticache = buildElasticache(foundation, vpc);
    const msk = buildMsk(foundation, vpc);
    const dataSetup = buildDataSetup(foundation, { vpc, rds, elasticache, msk });
    const sqs = buildSqs(foundation);
    const lambdaWorker = buildLambdaWorker(foundation, { vpc, sqs, rds, elasticache });
    const dynamodbVwr = buildDynamodbVwr(foundation);
    const lambdaVwr = buildLambdaVwr(foundation, dynamodbVwr);
    // S3, ALB and CloudFront know each other: who may read the bucket, who may call the balancer.
    const { alb, s3 } = buildFront(foundation, vpc, lambdaVwr);

    const openPaths = new SecurityGroupRules(this, 'security-groups', {
      ingressCidrs: environment.alb.ingressCidrs ?? [],
      ids: {
        albHttps: alb.securityGroupIds.https,
        albHttp: alb.securityGroupIds.http,
        nodes: eks.nodeSecurityGroupId,
        controlPlane: eks.controlPlaneSecurityGroupId,
        proxy: rds.proxySecurityGroupId,
        database: rds.securityGroupId,
        cache: elasticache.securityGroupId,
        kafka: msk.securityGroupId,
        worker: lambdaWorker.securityGroupId,
        endpoints: vpcEndpoints.securityGroupId,
        dataSetup: dataSetup.dataSetupSecurityGroupId,
      },
    });
    dataSetup.startAfter(openPaths, vpc, vpcEndpoints, ...(rds.proxy === undefined ? [] : [rds.proxy]));
    grantAccess(foundation, { eks, msk, sqs, dynamodbVwr, alb, s3 });
    new Dashboard(this, 'dashboard', { name: environment.namePrefix, alarmsOf: this, region: environment.region });
  }
}
