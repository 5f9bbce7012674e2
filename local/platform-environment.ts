/** The environment of every service, made from the registry: ports, addresses, call graph, databases, secrets. Pure. */
import { type Service, type ServiceName, services } from '../services/registry.ts';
import { localPath } from './project-paths.ts';
import { fingerprintOf, type Secrets } from './secrets.ts';

export type Environment = Readonly<Record<string, string>>;

/** The payment provider that stands in for Toss; a program of its own, because a real one outlives our crashes. */
export const testProvider = { name: 'payment-test-provider', port: 3013 } as const;
/** Programs that are no services: the provider, and AWS as the waiting room needs it (local/edge). */
export type ProgramName = ServiceName | typeof testProvider.name | 'ticket-worker' | 'edge' | 'waiting-room-tables';

export interface PlatformSettings {
  readonly secrets: Secrets;
  /** The port of each program, also of those that do not run here. */
  readonly portOf: (name: ProgramName) => number;
  /** Address of a service's database under the service's own role. */
  readonly databaseUrlOf: (service: Service) => string;
  readonly redisUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly nodeEnv: 'development' | 'test';
  /** Services that are still to come: nobody gets an address of theirs. */
  readonly absent?: readonly ServiceName[];
  /** Where spans go; none are sent without it. */
  readonly zipkinEndpoint?: string;
}

export const urlOfPort = (port: number): string => `http://127.0.0.1:${port}`;

/** Origins from which a browser may sign in: the edge, the front end and the gateway's own documents, by either name of this machine. */
function localOrigins(settings: PlatformSettings): string {
  const ports = [settings.portOf('edge'), settings.portOf('frontend'), settings.portOf('gateway')];
  return ports.flatMap((port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`]).join(',');
}

/** The public half of keys, as who verifies gets it. */
export function publicJwks(keys: Secrets['entryTokenKeys']): string {
  return JSON.stringify({ keys: keys.map(({ d: _private, ...jwk }) => jwk) });
}

/** What only one service has. */
function ownSettings(name: ServiceName, settings: PlatformSettings): Environment {
  const { secrets, portOf } = settings;
  switch (name) {
    case 'auth':
      return {
        ACCESS_TOKEN_KEYS: JSON.stringify(secrets.accessTokenKeys),
        // Plain HTTP on this machine: a Secure cookie would never come back.
        COOKIE_SECURE: 'false',
        ALLOWED_ORIGINS: localOrigins(settings),
        ADMIN_EMAIL: adminEmail,
        ADMIN_PASSWORD: secrets.adminPassword,
      };
    case 'gateway':
      return {
        ENTRY_TOKEN_JWKS: publicJwks(secrets.entryTokenKeys),
        VWR_TOKEN_JWKS: publicJwks(secrets.vwrTokenKeys),
        CORS_ALLOWED_ORIGINS: localOrigins(settings),
      };
    case 'queue':
      return { ENTRY_TOKEN_KEYS: JSON.stringify(secrets.entryTokenKeys) };
    case 'payment':
      return {
        PAYMENT_PROVIDER: 'test',
        TEST_PROVIDER_URL: urlOfPort(portOf(testProvider.name)),
        TOSS_API_URL: urlOfPort(portOf(testProvider.name)),
        TOSS_SECRET_KEY: secrets.tossSecretKey,
        TOSS_CLIENT_KEY: secrets.tossClientKey,
        WEBHOOK_SECRET: secrets.webhookSecret,
      };
    case 'ticket':
      return { TICKET_CODE_KEYS: JSON.stringify(secrets.ticketCodeKeys) };
    case 'frontend':
    case 'stats':
    case 'community':
      return {};
    case 'catalog':
      return { IMAGE_FOLDER: localPath('images') };
  }
}

export const adminEmail = 'admin@urr.local';

const variableOf = (name: ServiceName): string => `${name.toUpperCase()}_SERVICE_URL`;

/** The environment of one service; what the person at the terminal exported does not leak into it. */
export function environmentOf(service: Service, settings: PlatformSettings): Environment {
  const { secrets, portOf, absent = [] } = settings;
  const callees = service.calls.filter((callee) => !absent.includes(callee));
  const callers = services.filter(({ calls }) => calls.some((callee) => callee === service.name));
  const fingerprints = callers.map(({ name }) => [name, fingerprintOf(secrets.internalCredentials[name] ?? '')]);
  const talksToKafka = service.produces.length > 0 || service.consumes.length > 0;
  return {
    NODE_ENV: settings.nodeEnv,
    HOST: '127.0.0.1',
    PORT: String(portOf(service.name)),
    INTERNAL_CREDENTIAL: secrets.internalCredentials[service.name] ?? '',
    INTERNAL_CALLERS: JSON.stringify(Object.fromEntries(fingerprints)),
    ...Object.fromEntries(callees.map((callee) => [variableOf(callee), urlOfPort(portOf(callee))])),
    ...(service.database && { DATABASE_URL: settings.databaseUrlOf(service) }),
    ...(settings.zipkinEndpoint && { ZIPKIN_ENDPOINT: settings.zipkinEndpoint }),
    ...(service.redis && { REDIS_URL: settings.redisUrl }),
    ...(talksToKafka && { KAFKA_BROKERS: settings.kafkaBrokers.join(',') }),
    ...ownSettings(service.name, settings),
  };
}

/** The environment of the test provider; its webhooks enter through the gateway like those of a real one. */
export function testProviderEnvironment(settings: PlatformSettings): Environment {
  return {
    NODE_ENV: settings.nodeEnv,
    HOST: '127.0.0.1',
    PORT: String(settings.portOf(testProvider.name)),
    TOSS_SECRET_KEY: settings.secrets.tossSecretKey,
    WEBHOOK_SECRET: settings.secrets.webhookSecret,
    TEST_PROVIDER_WEBHOOK_URL: `${urlOfPort(settings.portOf('gateway'))}/api/payments/webhooks/test`,
  };
}
