/**
 * `npm run --silent k8s:secrets | kubectl apply -f -`: the secrets that k8s/spring/overlays/kind needs. Made once, kept in
 * `.local/kind-secrets.json`; none is committed. In AWS they come from Secrets Manager (stacks/workloads/secret-access.ts).
 */
import { pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import { services } from '../services/registry.ts';
import { secretList } from '../stacks/support/secrets/secret-list.ts';
import { appOf, secretOf } from '../stacks/workloads/app.ts';
import { environmentOf, type PlatformSettings, testProvider } from './platform-environment.ts';
import { localPath } from './project-paths.ts';
import { fingerprintOf, loadSecrets, type Secrets } from './secrets.ts';

const NAMESPACE = 'urr-spring';
const OWNER = 'urr_admin';
const SERVER = 'postgres:5432';

const secret = (name: string, stringData: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: NAMESPACE },
  type: 'Opaque',
  stringData,
});

const variables = new Set(secretList.flatMap(({ members }) => members));

function settingsFor(secrets: Secrets): PlatformSettings {
  return {
    secrets,
    nodeEnv: 'development',
    redisUrl: 'redis://redis:6379',
    kafkaBrokers: [],
    portOf: (name) => services.find((service) => service.name === name)?.port ?? testProvider.port,
    databaseUrlOf: ({ database }) =>
      database === null
        ? ''
        : `postgresql://${database.role}:${secrets.databasePasswords[database.role] ?? ''}@${SERVER}/${database.name}`,
  };
}

/** One Secret for each service with what is secret of its environment, and two for the database and its setup. */
export function kindSecrets(secrets: Secrets) {
  const settings = settingsFor(secrets);
  const ownerPassword = fingerprintOf(`${OWNER} ${secrets.webhookSecret}`);
  return [
    ...services.map((service) => {
      const all = Object.entries(environmentOf(service, settings));
      return secret(secretOf(appOf(service.name)), Object.fromEntries(all.filter(([name]) => variables.has(name))));
    }),
    secret('database-secret', { POSTGRES_PASSWORD: ownerPassword }),
    secret('database-setup-secret', {
      DATABASE_URL_ADMIN: `postgresql://${OWNER}:${ownerPassword}@${SERVER}/postgres`,
      DATABASE_ROLE_PASSWORDS: JSON.stringify(secrets.databasePasswords),
    }),
  ];
}

const [, started] = process.argv;
if (started !== undefined && import.meta.url === pathToFileURL(started).href) {
  const manifests = kindSecrets(loadSecrets(localPath('kind-secrets.json')));
  console.log(manifests.map((manifest) => stringify(manifest)).join('---\n'));
}
