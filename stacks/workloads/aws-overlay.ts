import type { Environment } from '../environments/environment.ts';
import type { Addresses } from './addresses.ts';
import { allServices, imageOf, stagingReplicas } from './app.ts';
import { type ConfigurationSettings, configMaps } from './configuration.ts';
import type { Tags } from './image-tags.ts';
import { managedPolicies } from './managed-access.ts';
import { namespaceManifest } from './namespace.ts';
import { annotationsOf, type Overlay } from './overlay.ts';
import { blueGreenServices, rolloutManifests } from './rollouts.ts';
import { autoscalers, disruptionBudgets } from './scaling.ts';
import { secretManifests } from './secret-access.ts';
import { serviceAccounts } from './service-accounts.ts';
import { targetGroupBindings } from './target-group-bindings.ts';

/** What is known when the overlay of an environment in AWS is written. */
export interface AwsOverlayProps {
  readonly environment: Environment;
  readonly addresses: Addresses;
  readonly tags: Tags;
}

/** What both environments in AWS share; architecture.md 9 gives the share of traces. */
const configurationOf = ({ environment, addresses }: AwsOverlayProps, sampling: number): ConfigurationSettings => ({
  nodeEnv: 'production',
  origins: [`https://${environment.deployment.domain}`],
  // The load balancer, and CloudFront where there is one (ruling E7).
  trustedProxyHops: environment.cdn === null ? 1 : 2,
  kafkaBrokers: addresses.kafkaBrokers,
  kafkaIamRegion: environment.region,
  ticketQueue: {
    url: `https://sqs.${environment.region}.amazonaws.com/${environment.deployment.accountId}/${environment.namePrefix}-ticket-events.fifo`,
    region: environment.region,
  },
  waitingRoom: {
    countersTable: `${environment.namePrefix}-vwr-counters`,
    frontendBucket: `${environment.namePrefix}-${environment.deployment.accountId}-frontend`,
  },
  zipkinEndpoint: 'http://zipkin.monitoring.svc.cluster.local:9411/api/v2/spans',
  sampling,
  testProviderUrl: null,
});

/** One image for each service, in the registry of the environment's account. */
const images = ({ environment, tags }: AwsOverlayProps) =>
  allServices.map(({ name }) => ({
    name: imageOf(name),
    newName: `${environment.deployment.accountId}.dkr.ecr.${environment.region}.amazonaws.com/${environment.namePrefix}/${name}`,
    newTag: tags(imageOf(name)),
  }));

const shared = (props: AwsOverlayProps, configuration: ConfigurationSettings) => ({
  namespace: [namespaceManifest(props.environment.namespace)],
  configuration: configMaps(configuration),
  'service-accounts': serviceAccounts(props.environment),
  'external-secrets': secretManifests(props.environment),
  'network-policies': managedPolicies(props.environment),
  'target-group-bindings': targetGroupBindings(props.addresses),
});

/** k8s/spring/overlays/prod: Rollouts, scaling and budgets besides (architecture.md 9). */
export function prodOverlay(props: AwsOverlayProps): Overlay {
  const { namespace } = props.environment;
  const configuration = configurationOf(props, 0.1);
  return {
    name: 'prod',
    namespace,
    configuration,
    replicasOf: ({ replicas }) => replicas,
    withoutDeployment: blueGreenServices().map(({ name }) => name),
    images: images(props),
    files: {
      ...shared(props, configuration),
      rollouts: rolloutManifests(namespace, (service) => annotationsOf(service, configuration)),
      'horizontal-pod-autoscalers': autoscalers(),
      'pod-disruption-budgets': disruptionBudgets(),
    },
  };
}

/** k8s/spring/overlays/staging: no Rollout, no scaling, no budgets (architecture.md 9). */
export function stagingOverlay(props: AwsOverlayProps): Overlay {
  const configuration = configurationOf(props, 1);
  return {
    name: 'staging',
    namespace: props.environment.namespace,
    configuration,
    replicasOf: stagingReplicas,
    withoutDeployment: [],
    images: images(props),
    files: shared(props, configuration),
  };
}
