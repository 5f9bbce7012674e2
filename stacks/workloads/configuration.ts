import { type Service, type ServiceName, serviceNamed } from '../../services/registry.ts';
import { allServices, appOf, configOf, usesKafka } from './app.ts';
import { core, type Manifest } from './manifest.ts';

/** What the environment of the services depends on, complete for each overlay. */
export interface ConfigurationSettings {
  /** Kind is development: its cookies travel over plain HTTP and its payment provider takes no money. */
  readonly nodeEnv: 'development' | 'production';
  /** Origin of the pages, for CORS and for the check against forged requests (E11). */
  readonly origins: readonly string[];
  /** Proxies of ours before the gateway: CloudFront and load balancer are two (ruling E7). */
  readonly trustedProxyHops: number;
  readonly kafkaBrokers: readonly string[];
  /** Region whose IAM lets in at the brokers (ruling B2); null where they ask for nothing. */
  readonly kafkaIamRegion: string | null;
  /** The FIFO queue of booking actions and its region (ruling E13); null where there is none: bookings wait for the database. */
  readonly ticketQueue: { readonly url: string; readonly region: string } | null;
  /** Counters of Tier 1 and the bucket in which the edge reads the active waiting rooms; null where there is no Tier 1. */
  readonly waitingRoom: { readonly countersTable: string; readonly frontendBucket: string } | null;
  readonly zipkinEndpoint: string;
  /** Share of traces that are kept (architecture.md 9). */
  readonly sampling: number;
  /** Address of the test provider; null for the real one. */
  readonly testProviderUrl: string | null;
}

/** Where callers of a service find it, inside the namespace. */
const urlOf = (name: ServiceName): string => `http://${appOf(name)}:${serviceNamed(name).port}`;

/** Environment variables, as the services' config.ts name them. */
export type Variables = Readonly<Record<string, string>>;

/** What only one service has. */
function ownVariables(name: ServiceName, settings: ConfigurationSettings): Variables {
  const origins = settings.origins.join(',');
  switch (name) {
    case 'auth':
      return { ALLOWED_ORIGINS: origins, COOKIE_SECURE: String(settings.nodeEnv === 'production') };
    case 'gateway':
      return { CORS_ALLOWED_ORIGINS: origins, TRUSTED_PROXY_HOPS: String(settings.trustedProxyHops) };
    case 'payment':
      return settings.testProviderUrl === null
        ? { PAYMENT_PROVIDER: 'toss' }
        : { PAYMENT_PROVIDER: 'test', TEST_PROVIDER_URL: settings.testProviderUrl };
    case 'ticket':
      return ticketQueueVariables(settings);
    case 'queue':
      return {
        ...ticketQueueVariables(settings),
        ...(settings.waitingRoom && {
          VWR_COUNTERS_TABLE: settings.waitingRoom.countersTable,
          VWR_ACTIVE_EVENTS_BUCKET: settings.waitingRoom.frontendBucket,
        }),
      };
    case 'frontend':
    case 'stats':
    case 'community':
    case 'catalog':
      return {};
  }
}

function ticketQueueVariables({ ticketQueue }: ConfigurationSettings): Variables {
  return ticketQueue === null ? {} : { SQS_QUEUE_URL: ticketQueue.url, AWS_REGION: ticketQueue.region };
}

function kafkaVariables({ kafkaBrokers, kafkaIamRegion }: ConfigurationSettings): Variables {
  const brokers = { KAFKA_BROKERS: kafkaBrokers.join(',') };
  return kafkaIamRegion === null
    ? { ...brokers, KAFKA_AUTH: 'none' }
    : { ...brokers, KAFKA_AUTH: 'iam', AWS_REGION: kafkaIamRegion };
}

/** The environment of one service without its secrets. */
export function variablesOf(service: Service, settings: ConfigurationSettings): Variables {
  const addresses = service.calls.map((callee): [string, string] => [
    `${callee.toUpperCase()}_SERVICE_URL`,
    urlOf(callee),
  ]);
  const common = { NODE_ENV: settings.nodeEnv, PORT: String(service.port), ...Object.fromEntries(addresses) };
  // The front end is a Next.js server: HOSTNAME is its name for the address to listen on.
  if (service.name === 'frontend') return { ...common, HOSTNAME: '0.0.0.0' };
  return {
    ...common,
    HOST: '0.0.0.0',
    LOG_LEVEL: 'info',
    ZIPKIN_ENDPOINT: settings.zipkinEndpoint,
    TRACING_SAMPLING_PROBABILITY: String(settings.sampling),
    ...(usesKafka(service) ? kafkaVariables(settings) : {}),
    ...ownVariables(service.name, settings),
  };
}

/** One ConfigMap for each service: nobody sees what another one needs. */
export const configMaps = (settings: ConfigurationSettings): Manifest[] =>
  allServices.map((service) =>
    core('ConfigMap', configOf(appOf(service.name)), { data: variablesOf(service, settings) }),
  );
