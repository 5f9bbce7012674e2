import type { AlbSettings } from '../../modules/alb/settings.ts';
import type { CloudfrontSettings } from '../../modules/cloudfront/settings.ts';
import type { DynamodbVwrSettings } from '../../modules/dynamodb-vwr/settings.ts';
import type { EksSettings } from '../../modules/eks/settings.ts';
import type { ElasticacheSettings } from '../../modules/elasticache/settings.ts';
import type { LambdaVwrSettings, OriginKey } from '../../modules/lambda-vwr/settings.ts';
import type { LambdaWorkerSettings } from '../../modules/lambda-worker/settings.ts';
import type { MskSettings } from '../../modules/msk/settings.ts';
import type { RdsSettings } from '../../modules/rds/settings.ts';
import type { S3Settings } from '../../modules/s3/settings.ts';
import type { SqsSettings } from '../../modules/sqs/settings.ts';
import type { VpcSettings } from '../../modules/vpc/settings.ts';
import type { VpcEndpointsSettings } from '../../modules/vpc-endpoints/settings.ts';
import type { Service } from '../../services/registry.ts';
import type { DataSetupSettings } from '../support/data-setup/settings.ts';
import type { FirewallSettings } from '../support/firewall/settings.ts';
import type { SecretsSettings } from '../support/secrets/secrets.ts';
import type { Deployment, EnvironmentName } from './deployment.ts';

/** What stands in front of the load balancer (architecture.md 5.5, ruling D6). */
export interface CdnSettings {
  readonly cloudfront: CloudfrontSettings;
  readonly firewall: FirewallSettings;
  /** Which of the two values of X-Custom-Header CloudFront sends; the ALB accepts both (ruling B14). */
  readonly originHeader: OriginKey;
}

/** Where Zipkin keeps traces (architecture.md 9). */
export type TraceStorage = 'memory' | 'elasticsearch';

/** Everything that may differ between environments, complete in each of them: there is no merging and no "if prod". */
export interface Environment {
  readonly name: EnvironmentName;
  /** Start of the names of what the environment owns, for example `urr-prod` (ruling D3). */
  readonly namePrefix: string;
  /** Start of the names around the cluster, for example `urr-spring` (ruling D3). */
  readonly clusterPrefix: string;
  /** Kubernetes namespace of the services (architecture.md 9). */
  readonly namespace: string;
  /** architecture.md 1.1. */
  readonly region: string;
  readonly deployment: Deployment;
  /** Most pods of a service at a time (architecture.md 3.1, 9): what databases must have connections for. */
  readonly podsOf: (service: Service) => number;
  readonly secrets: SecretsSettings;
  readonly vpc: VpcSettings;
  readonly vpcEndpoints: VpcEndpointsSettings;
  readonly eks: EksSettings;
  readonly rds: RdsSettings;
  readonly elasticache: ElasticacheSettings;
  readonly msk: MskSettings;
  readonly dataSetup: DataSetupSettings;
  readonly sqs: SqsSettings;
  readonly dynamodbVwr: DynamodbVwrSettings;
  readonly lambdaVwr: LambdaVwrSettings;
  readonly lambdaWorker: LambdaWorkerSettings;
  readonly s3: S3Settings;
  readonly alb: AlbSettings;
  readonly traces: TraceStorage;
  /** Null in an environment without CDN: then alb.ingressCidrs says who may come in (architecture.md 9, ruling B15). */
  readonly cdn: CdnSettings | null;
}
