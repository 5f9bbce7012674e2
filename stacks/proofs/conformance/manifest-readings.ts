import { at, inOrder } from '../stack-query.ts';
import type { Built, Reading } from './passage.ts';
import type { Manifest, Overlay } from './read-overlay.ts';
import { reading } from './readings.ts';

/** The nine services as the manifests call them (architecture.md 3.1), in alphabetical order. */
export const backends = [
  'auth-service',
  'catalog-service',
  'community-service',
  'gateway-service',
  'payment-service',
  'queue-service',
  'stats-service',
  'ticket-service',
] as const;
export const allApps = [...backends, 'frontend'] as const;

/** `gateway` for `gateway-service`. */
export const shortName = (app: string): string => app.replace(/-service$/, '');

/**
 * All objects of an overlay.
 * @throws Error where there are none, so that no absence is taken for a documented one
 */
export function objectsOf(built: Built, kind?: string, overlay: Overlay = built.environment): Manifest[] {
  const all = built.manifests(overlay);
  if (all.length === 0) throw new Error(`the overlay ${overlay} has no objects`);
  return all.filter((each) => kind === undefined || each.kind === kind);
}

export const nameOf = (each: Manifest): string => String(at(each, 'metadata.name'));

/** The one object of that kind and name. */
export function theObject(built: Built, kinds: readonly string[], name: string, overlay?: Overlay): Manifest {
  const found = objectsOf(built, undefined, overlay).filter(
    (each) => kinds.includes(String(each.kind)) && nameOf(each) === name,
  );
  const [only, ...others] = found;
  if (only === undefined || others.length > 0)
    throw new Error(`there are ${found.length} ${kinds.join(' or ')} ${name}`);
  return only;
}

/** What runs a service: its Deployment or its Rollout, never both. */
export const workloadOf = (built: Built, app: string, overlay?: Overlay): Manifest =>
  theObject(built, ['Deployment', 'Rollout'], app, overlay);

/** The scaling of a service, if there is one; what it scales must be what runs the service. */
export function scalerOf(built: Built, app: string, overlay?: Overlay): Manifest | undefined {
  const scaler = objectsOf(built, 'HorizontalPodAutoscaler', overlay).find(
    (each) => at(each, 'spec.scaleTargetRef.name') === app,
  );
  if (scaler !== undefined && at(scaler, 'spec.scaleTargetRef.kind') !== workloadOf(built, app, overlay).kind)
    throw new Error(`what scales ${app} points at nothing that runs`);
  return scaler;
}

/** Fewest or most pods of a service; without a number Kubernetes runs one. */
export function podsOf(built: Built, app: string, end: 'min' | 'max', overlay?: Overlay): number {
  const scaler = scalerOf(built, app, overlay);
  const count =
    scaler === undefined ? at(workloadOf(built, app, overlay), 'spec.replicas') : at(scaler, `spec.${end}Replicas`);
  return Number(count ?? 1);
}

/** A question to the manifests of the environment. */
export const inManifests = (what: string, of: (built: Built) => unknown): Reading => reading(`k8s/spring, ${what}`, of);

/** The only container of a pod. */
const CONTAINER = 'spec.template.spec.containers';

/** What stands in the only container of a service. */
export const inContainer = (app: string, path: string): Reading =>
  inManifests(`${path} of ${app}`, (built) => at(workloadOf(built, app), `${CONTAINER}.${path}`));

/** Port of the Service in front of the pods, and of the container behind it by its name. */
export const portsOf = (app: string): Reading =>
  inManifests(`ports of ${app}`, (built) => {
    const service = theObject(built, ['Service'], app);
    const pods = workloadOf(built, app);
    if (at(service, 'spec.ports.targetPort') !== at(pods, `${CONTAINER}.ports.name`))
      throw new Error(`the Service ${app} does not lead to the port of its pods`);
    return [at(service, 'spec.ports.port'), at(pods, `${CONTAINER}.ports.containerPort`)];
  });

/** What stands at a path of every service's pods here and on kind, each value once; `only` leaves services out. */
export const onEveryPod = (path: string, only: readonly string[] = allApps): Reading =>
  inManifests(`${path} of every pod`, (built) => {
    const found = [built.environment, 'kind' as const].flatMap((overlay) =>
      only.map((app) => at(workloadOf(built, app, overlay), `spec.template.spec.${path}`)),
    );
    return [...new Map(found.map((value) => [JSON.stringify(value), value])).values()];
  });

/** A setting of all services' ConfigMaps in an overlay that have it, each value once. */
export const configured = (name: string, overlay?: Overlay): Reading =>
  inManifests(`${name} in the ConfigMaps`, (built) => {
    const values = backends.map((app) => at(theObject(built, ['ConfigMap'], `${app}-config`, overlay), `data.${name}`));
    return [...new Set(values)].sort(inOrder);
  });

/** How many objects of a kind an overlay has. */
export const countOf = (kind: string, overlay?: Overlay): Reading =>
  inManifests(`number of ${kind}`, (built) => objectsOf(built, kind, overlay).length);

/** The namespace that an overlay makes and that all its services run in. */
export const namespaceOf = (overlay?: Overlay): Reading =>
  inManifests('namespace', (built) => {
    const made = objectsOf(built, 'Namespace', overlay).map(nameOf);
    const used = allApps.map((app) => String(at(workloadOf(built, app, overlay), 'metadata.namespace')));
    return [...new Set([...made, ...used])];
  });
