/**
 * Every service of the platform as data: what it is called, where it listens, what it needs and whom it calls.
 * Read by the gateway's routes, the local platform, health checks, NetworkPolicies, Deployments and the docs
 * (design.md section 2). It imports nothing, so that infrastructure code can read it too.
 *
 * Sources: architecture.md 3.1 (ports, replicas, resources, HPA, rollout), 3.3 (dependencies), 5.3 (topics);
 * rulings B6 (one call graph), E12 (event directions).
 */

/** CPU in Kubernetes quantities, memory likewise: `request` is what is reserved, `limit` what is allowed. */
export interface Resources {
  readonly cpu: { readonly request: string; readonly limit: string };
  readonly memory: { readonly request: string; readonly limit: string };
}

export type DatabaseName = 'ticket_db' | 'auth_db' | 'payment_db' | 'stats_db' | 'community_db';
export type TopicName = 'payment-events' | 'reservation-events' | 'transfer-events' | 'membership-events';
export type ServiceName =
  | 'frontend'
  | 'gateway'
  | 'ticket'
  | 'payment'
  | 'stats'
  | 'auth'
  | 'queue'
  | 'community'
  | 'catalog';

export interface Service {
  readonly name: ServiceName;
  /** TCP port, the same in every environment. */
  readonly port: number;
  /** Pods in production (architecture.md 3.1). */
  readonly replicas: number;
  readonly resources: Resources;
  /** Horizontal scaling by CPU share in percent; null where the document has none. */
  readonly scaling: { readonly min: number; readonly max: number; readonly cpuPercent: number } | null;
  readonly rollout: 'blue-green' | 'rolling';
  /** The database and whether the service may write to it; null without one. */
  readonly database: { readonly name: DatabaseName; readonly role: string; readonly access: 'write' | 'read' } | null;
  readonly redis: boolean;
  readonly produces: readonly TopicName[];
  readonly consumes: readonly TopicName[];
  /** Services called over HTTP; the edges of the one call graph (B6). */
  readonly calls: readonly ServiceName[];
  /** Path prefixes below /api (and /api/v1) that the gateway sends here; the longest prefix wins. */
  readonly routes: readonly string[];
}

const large: Resources = { cpu: { request: '200m', limit: '1' }, memory: { request: '256Mi', limit: '1Gi' } };
const medium: Resources = { cpu: { request: '100m', limit: '500m' }, memory: { request: '256Mi', limit: '512Mi' } };
const small: Resources = { cpu: { request: '100m', limit: '500m' }, memory: { request: '128Mi', limit: '256Mi' } };

export const services = [
  {
    name: 'frontend',
    port: 3000,
    replicas: 2,
    resources: small,
    scaling: null,
    rollout: 'rolling',
    database: null,
    redis: false,
    produces: [],
    consumes: [],
    calls: ['gateway'],
    routes: [],
  },
  {
    name: 'gateway',
    port: 3001,
    replicas: 3,
    resources: large,
    scaling: { min: 3, max: 10, cpuPercent: 70 },
    rollout: 'blue-green',
    database: null,
    redis: true,
    produces: [],
    consumes: [],
    calls: ['auth', 'ticket', 'payment', 'stats', 'queue', 'catalog', 'community'],
    routes: [],
  },
  {
    name: 'ticket',
    port: 3002,
    replicas: 3,
    resources: large,
    scaling: { min: 3, max: 10, cpuPercent: 70 },
    rollout: 'blue-green',
    database: { name: 'ticket_db', role: 'urr_ticket', access: 'write' },
    redis: true,
    produces: ['payment-events', 'transfer-events', 'membership-events'],
    consumes: ['reservation-events'],
    calls: ['payment'],
    routes: ['tickets', 'seats', 'reservations', 'memberships', 'transfers', 'time'],
  },
  {
    name: 'payment',
    port: 3003,
    replicas: 2,
    resources: large,
    scaling: { min: 2, max: 6, cpuPercent: 70 },
    rollout: 'blue-green',
    database: { name: 'payment_db', role: 'urr_payment', access: 'write' },
    redis: false,
    produces: ['reservation-events'],
    consumes: ['payment-events'],
    calls: ['ticket'],
    routes: ['payments'],
  },
  {
    name: 'stats',
    port: 3004,
    replicas: 2,
    resources: large,
    scaling: null,
    rollout: 'rolling',
    database: { name: 'stats_db', role: 'urr_stats', access: 'write' },
    redis: false,
    produces: [],
    consumes: ['payment-events', 'reservation-events', 'transfer-events', 'membership-events'],
    calls: [],
    routes: ['stats'],
  },
  {
    name: 'auth',
    port: 3005,
    replicas: 2,
    resources: large,
    scaling: null,
    rollout: 'rolling',
    database: { name: 'auth_db', role: 'urr_auth', access: 'write' },
    redis: true,
    produces: [],
    consumes: [],
    calls: [],
    routes: ['auth'],
  },
  {
    name: 'queue',
    port: 3007,
    replicas: 3,
    resources: medium,
    scaling: { min: 3, max: 8, cpuPercent: 70 },
    rollout: 'blue-green',
    database: null,
    redis: true,
    produces: [],
    consumes: [],
    calls: ['catalog'],
    routes: ['queue', 'admin/vwr'],
  },
  {
    name: 'community',
    port: 3008,
    replicas: 2,
    resources: medium,
    scaling: null,
    rollout: 'rolling',
    database: { name: 'community_db', role: 'urr_community', access: 'write' },
    redis: false,
    produces: [],
    consumes: [],
    calls: ['ticket'],
    routes: ['community', 'news'],
  },
  {
    name: 'catalog',
    port: 3009,
    replicas: 1,
    resources: medium,
    scaling: null,
    rollout: 'rolling',
    database: { name: 'ticket_db', role: 'urr_catalog', access: 'read' },
    redis: false,
    produces: [],
    consumes: [],
    calls: ['auth', 'ticket'],
    routes: ['events', 'artists', 'admin', 'image'],
  },
] as const satisfies readonly Service[];

/**
 * The entry of one service.
 * @throws Error when the registry has no such name (a programming error, never user input).
 */
export function serviceNamed(name: ServiceName): Service {
  const found = services.find((service) => service.name === name);
  if (!found) throw new Error(`services/registry.ts has no service "${name}"`);
  return found;
}
