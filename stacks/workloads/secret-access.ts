import type { Environment } from '../environments/environment.ts';
import { type SecretEntry, secretList } from '../support/secrets/secret-list.ts';
import { allServices, appOf, optionalSecretOf, secretOf } from './app.ts';
import type { Manifest } from './manifest.ts';

/**
 * Secrets come through External Secrets, not through the Secrets Store CSI driver: the services read environment variables
 * and stop without them (ruling E9), and the driver gives those only by way of a Kubernetes Secret that lives while a pod
 * mounts it. Each service has a store of its own that signs in with the service's own account and role, so that neither
 * the operator nor a neighbour can read its secrets (ruling B19).
 */
const API = 'external-secrets.io/v1';

/** People fill these, and auth works without them; one that is still empty must not hold back the others. */
const OPTIONAL = ['oauth', 'first-administrator'];

/** Members of a secret that are variables of a service; the others are for functions (host, port). */
const variablesIn = ({ members }: SecretEntry): string[] =>
  members.filter((member) => /^[A-Z][A-Z0-9_]*$/.test(member));

function externalSecret(name: string, store: string, entries: readonly SecretEntry[], namePrefix: string): Manifest {
  return {
    apiVersion: API,
    kind: 'ExternalSecret',
    metadata: { name },
    spec: {
      // A rotated password is there within a minute; the pods read it when they start again.
      refreshInterval: '1m',
      secretStoreRef: { kind: 'SecretStore', name: store },
      target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: entries.flatMap((entry) =>
        variablesIn(entry).map((property) => ({
          secretKey: property,
          remoteRef: { key: `${namePrefix}/${entry.name}`, property },
        })),
      ),
    },
  };
}

/** A store and the secrets of each service, by stacks/support/secrets/secret-list.ts. */
export function secretManifests({ region, namePrefix }: Environment): Manifest[] {
  return allServices.flatMap(({ name }) => {
    const app = appOf(name);
    const own = secretList.filter(({ readers }) => readers.includes(name));
    const store: Manifest = {
      apiVersion: API,
      kind: 'SecretStore',
      metadata: { name: app },
      spec: {
        provider: {
          aws: { service: 'SecretsManager', region, auth: { jwt: { serviceAccountRef: { name: app } } } },
        },
      },
    };
    const required = own.filter((entry) => !OPTIONAL.includes(entry.name));
    const optional = own.filter((entry) => OPTIONAL.includes(entry.name));
    return [
      store,
      ...(required.length === 0 ? [] : [externalSecret(secretOf(app), app, required, namePrefix)]),
      // One by one: External Secrets writes nothing at all while a member is missing.
      ...(optional.length === 0 ? [] : [externalSecret(optionalSecretOf(app), app, optional, namePrefix)]),
    ];
  });
}
