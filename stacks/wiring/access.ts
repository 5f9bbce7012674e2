import type { Alb } from '../../modules/alb/index.ts';
import type { DynamodbVwr } from '../../modules/dynamodb-vwr/index.ts';
import type { Eks } from '../../modules/eks/index.ts';
import type { Msk } from '../../modules/msk/index.ts';
import type { S3 } from '../../modules/s3/index.ts';
import type { Sqs } from '../../modules/sqs/index.ts';
import {
  externalSecretsRole,
  loadBalancerControllerRole,
  nodeAutoscalerRole,
} from '../support/identities/platform-roles.ts';
import { serviceRoles } from '../support/identities/service-roles.ts';
import type { Foundation } from './foundation.ts';

/** What pods reach with their identity. */
export interface ReachedByPods {
  readonly eks: Eks;
  readonly msk: Msk;
  readonly sqs: Sqs;
  readonly dynamodbVwr: DynamodbVwr;
  readonly alb: Alb;
  readonly s3: S3;
}

/** One identity for each service, and for what the platform runs on the cluster (rulings B17, B18, B19). */
export function grantAccess(
  { environment, identities, keys, secrets }: Foundation,
  { eks, msk, sqs, dynamodbVwr, alb, s3 }: ReachedByPods,
): void {
  const oidc = { providerArn: eks.oidcProviderArn, issuer: eks.oidcIssuer };
  serviceRoles(identities, {
    oidc,
    namespace: environment.namespace,
    mskClusterArn: msk.clusterArn,
    ticketQueueArn: sqs.queue.arn,
    secretArns: secrets.secretArnsByService,
    secretsKeyArn: secrets.keyArn,
    vwrCountersTableArn: dynamodbVwr.counters.arn,
    activeEventsObjectArn: `${s3.frontendBucket.arn}/vwr/active-events.json`,
    tablesKeyArn: keys.data.arn,
  });
  loadBalancerControllerRole(identities, oidc, [alb.targetGroups.gateway.arn, alb.targetGroups.frontend.arn]);
  nodeAutoscalerRole(identities, oidc, {
    clusterName: eks.clusterName,
    nodeGroupName: `${environment.clusterPrefix}-ng-initial`,
  });
  // The platform's own secrets come with the platform stack; until then the role may read none.
  externalSecretsRole(identities, oidc, { secretArns: [], keyArn: secrets.keyArn });
}
