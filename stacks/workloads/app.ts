import { type Service, type ServiceName, services } from '../../services/registry.ts';

/** Every service of the registry, as what it has rather than as what it is. */
export const allServices: readonly Service[] = services;

/** Name of a service in the cluster: `ticket-service`, and `frontend` (architecture.md 3.1). */
export const appOf = (name: ServiceName): string => (name === 'frontend' ? name : `${name}-service`);

/** `tier: backend` on the services, as the documented policies select them (architecture.md 4.3). */
const tierOf = (name: ServiceName): 'backend' | 'frontend' => (name === 'frontend' ? name : 'backend');

/** Labels of a service's pods. */
export const labelsOf = (name: ServiceName): Readonly<Record<string, string>> => ({
  app: appOf(name),
  tier: tierOf(name),
  'app.kubernetes.io/name': appOf(name),
  'app.kubernetes.io/part-of': 'urr',
});

/** The image before an overlay says from which registry and with which tag. */
export const imageOf = (name: string): string => `urr/${name}`;

/** Name of the ConfigMap of an app. */
export const configOf = (app: string): string => `${app}-config`;
/** Name of the Secret without which an app does not start. */
export const secretOf = (app: string): string => `${app}-secret`;
/** Name of the Secret that an app can do without. */
export const optionalSecretOf = (app: string): string => `${app}-optional-secret`;

/** Pods of a service in staging: two of the three that take a sale's load, so that there are the documented twelve (domain.md 8.1). */
export const stagingReplicas = ({ name }: Service): number => (['gateway', 'ticket', 'queue'].includes(name) ? 2 : 1);

/** Whether a service sends or reads events. */
export const usesKafka = ({ produces, consumes }: Service): boolean => produces.length + consumes.length > 0;
