import { allServices, appOf, imageOf, usesKafka } from '../app.ts';
import { type ConfigurationSettings, configMaps } from '../configuration.ts';
import { type Edge, edgePolicies } from '../edge-policies.ts';
import type { Tags } from '../image-tags.ts';
import { core, type Manifest } from '../manifest.ts';
import { namespaceManifest } from '../namespace.ts';
import type { Overlay } from '../overlay.ts';
import { serviceAccounts } from '../service-accounts.ts';
import { engineManifests, kindBrokers } from './engines.ts';
import { setupJobs } from './setup-jobs.ts';
import { testProvider, testProviderManifests, testProviderUrl } from './test-provider.ts';

/** architecture.md 9. */
const NAMESPACE = 'urr-spring';

/** Ports on the nodes of kind, as others use them (domain.md 8.1). */
const NODE_PORTS = { gateway: 30_000, frontend: 30_005 } as const;

const configuration: ConfigurationSettings = {
  nodeEnv: 'development',
  origins: Object.values(NODE_PORTS).map((port) => `http://localhost:${port}`),
  trustedProxyHops: 0,
  kafkaBrokers: kindBrokers,
  kafkaIamRegion: null,
  ticketQueue: null,
  waitingRoom: null,
  zipkinEndpoint: 'http://zipkin:9411/api/v2/spans',
  sampling: 1,
  testProviderUrl,
};

/** Who needs which engine: the registry says it of the services. */
function dataEdges(): Edge[] {
  const services = allServices.flatMap((service): Edge[] => {
    const from = appOf(service.name);
    return [
      ...(service.database === null ? [] : [{ from, to: 'postgres', port: 5432 }]),
      ...(service.redis ? [{ from, to: 'redis', port: 6379 }] : []),
      ...(usesKafka(service) ? [{ from, to: 'kafka', port: 9092 }] : []),
      ...(service.name === 'frontend' ? [] : [{ from, to: 'zipkin', port: 9411 }]),
    ];
  });
  return [
    ...services,
    { from: 'kafka', to: 'kafka', port: 9092 },
    { from: 'kafka', to: 'kafka', port: 9093 },
    { from: 'database-setup', to: 'postgres', port: 5432 },
    { from: 'topic-setup', to: 'kafka', port: 9092 },
    { from: appOf('payment'), to: testProvider.name, port: testProvider.port },
    { from: testProvider.name, to: appOf('gateway'), port: 3001 },
  ];
}

/** The ways in from the machine that runs kind. */
const nodePorts = (): Manifest[] =>
  (['gateway', 'frontend'] as const).map((name) =>
    core('Service', `${appOf(name)}-node-port`, {
      spec: {
        type: 'NodePort',
        selector: { app: appOf(name) },
        ports: [
          {
            name: 'http',
            port: allServices.find((service) => service.name === name)?.port,
            targetPort: 'http',
            nodePort: NODE_PORTS[name],
          },
        ],
      },
    }),
  );

/** k8s/spring/overlays/kind: one pod of each service, every engine beside them, nothing from AWS (architecture.md 9). */
export function kindOverlay(tags: Tags): Overlay {
  const images = [...allServices.map(({ name }) => name), testProvider.name, 'database-setup'].map(imageOf);
  return {
    name: 'kind',
    namespace: NAMESPACE,
    configuration,
    replicasOf: () => 1,
    withoutDeployment: [],
    images: images.map((name) => ({ name, newTag: tags(name) })),
    files: {
      namespace: [namespaceManifest(NAMESPACE)],
      configuration: configMaps(configuration),
      'service-accounts': serviceAccounts(null),
      engines: engineManifests(),
      'setup-jobs': setupJobs(),
      'test-provider': testProviderManifests(),
      'node-ports': nodePorts(),
      'network-policies': edgePolicies(dataEdges(), 'data'),
    },
  };
}
