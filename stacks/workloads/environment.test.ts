import { expect } from 'chai';
import { z } from 'zod';
import { kindSecrets } from '../../local/kind-secrets.ts';
import { generateSecrets } from '../../local/secrets.ts';
import { authConfig } from '../../services/auth/config.ts';
import { catalogConfig } from '../../services/catalog/config.ts';
import { communityConfig } from '../../services/community/config.ts';
import { gatewayConfigSchema } from '../../services/gateway/config.ts';
import { paymentConfigSchema } from '../../services/payment/config.ts';
import { queueConfigSchema } from '../../services/queue/config.ts';
import { type ServiceName, serviceNamed } from '../../services/registry.ts';
import { loadConfig } from '../../services/shared/config/load-config.ts';
import { statsConfig } from '../../services/stats/config.ts';
import { ticketConfigSchema } from '../../services/ticket/config.ts';
import { secretList } from '../support/secrets/secret-list.ts';
import { generate } from './generate.ts';

/** Every back end; the front end reads no schema of ours. */
const schemas = {
  auth: authConfig,
  catalog: catalogConfig,
  community: communityConfig,
  stats: statsConfig,
  gateway: gatewayConfigSchema,
  payment: paymentConfigSchema,
  queue: queueConfigSchema,
  ticket: ticketConfigSchema,
} satisfies Partial<Record<ServiceName, z.ZodObject>>;
const names = Object.keys(schemas) as (keyof typeof schemas)[];

const { files } = generate({}, '/nowhere');
const anything = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) });
const objectNamed = (file: string, name: string) =>
  files[file]!.map((document) => anything.parse(document)).filter(({ metadata }) => metadata.name === name);

const dataOf = (value: unknown) => z.looseObject({ data: z.record(z.string(), z.string()) }).parse(value).data;
const configMap = (overlay: string, name: ServiceName) =>
  dataOf(objectNamed(`overlays/${overlay}/configuration.yaml`, `${name}-service-config`)[0]);

/** What External Secrets writes for a service. */
function externalKeys(overlay: string, secret: string): string[] {
  const [found] = objectNamed(`overlays/${overlay}/external-secrets.yaml`, secret).filter(
    ({ kind }) => kind === 'ExternalSecret',
  );
  const shape = z.looseObject({ spec: z.looseObject({ data: z.array(z.looseObject({ secretKey: z.string() })) }) });
  return shape.parse(found).spec.data.map(({ secretKey }) => secretKey);
}

const secrets = kindSecrets(generateSecrets());
const secretData = (name: string) => secrets.find(({ metadata }) => metadata.name === name)!.stringData;

describe('the environment of the services', () => {
  for (const name of names) {
    it(`of ${name} is what its config.ts demands, in every overlay`, () => {
      for (const overlay of ['kind', 'staging', 'prod']) {
        const environment = { ...configMap(overlay, name), ...secretData(`${name}-service-secret`) };
        const config: Record<string, unknown> = loadConfig<Record<string, unknown>>(schemas[name], environment);
        expect(config.PORT).to.equal(serviceNamed(name).port);
      }
    });

    it(`of ${name} has nothing that it does not read, but addresses of services that it may call`, () => {
      const known = [
        ...Object.keys(schemas[name].shape),
        ...serviceNamed(name).calls.map((callee) => `${callee.toUpperCase()}_SERVICE_URL`),
      ];

      for (const overlay of ['kind', 'staging', 'prod'])
        expect(known).to.include.members(Object.keys(configMap(overlay, name)));
    });

    it(`of ${name} holds the same secrets in AWS as in kind`, () => {
      const optional = ['ADMIN_EMAIL', 'ADMIN_PASSWORD'];
      const local = Object.keys(secretData(`${name}-service-secret`)).filter((key) => !optional.includes(key));

      expect(externalKeys('prod', `${name}-service-secret`)).to.have.members(local);
    });
  }

  it('tells the queue where the waiting rooms are kept and where the edge reads them, in AWS alone', () => {
    expect(configMap('prod', 'queue')).to.include({
      VWR_COUNTERS_TABLE: 'urr-prod-vwr-counters',
      VWR_ACTIVE_EVENTS_BUCKET: 'urr-prod-123456789012-frontend',
    });
    expect(configMap('staging', 'queue')).to.include({ VWR_COUNTERS_TABLE: 'urr-staging-vwr-counters' });
    expect(configMap('kind', 'queue')).to.not.have.any.keys('VWR_COUNTERS_TABLE', 'VWR_ACTIVE_EVENTS_BUCKET');
  });

  it('lets auth start while nobody has filled the secrets that it can do without', () => {
    expect(externalKeys('prod', 'auth-service-optional-secret')).to.have.members([
      'GOOGLE_CLIENT_ID',
      'GOOGLE_CLIENT_SECRET',
      'ADMIN_EMAIL',
      'ADMIN_PASSWORD',
    ]);
  });

  it('reads each secret by its name in Secrets Manager, with the role of its own service', () => {
    const text = JSON.stringify(files['overlays/prod/external-secrets.yaml']);
    const [store] = objectNamed('overlays/prod/external-secrets.yaml', 'ticket-service');

    expect(text).to.include('"key":"urr-prod/database/urr_ticket","property":"DATABASE_URL"');
    expect(store).to.deep.include({
      kind: 'SecretStore',
      spec: {
        provider: {
          aws: {
            service: 'SecretsManager',
            region: 'ap-northeast-2',
            auth: { jwt: { serviceAccountRef: { name: 'ticket-service' } } },
          },
        },
      },
    });
    const asked = [...text.matchAll(/"key":"urr-prod\/([^"]+)"/g)].map(([, key]) => key!);
    expect(secretList.map(({ name }) => name)).to.include.members(asked);
  });

  it('gives each service the role that the stacks make for it (B19)', () => {
    const [account] = objectNamed('overlays/staging/service-accounts.yaml', 'ticket-service');
    const annotations = z.looseObject({ metadata: z.looseObject({ annotations: z.record(z.string(), z.string()) }) });

    expect(annotations.parse(account).metadata.annotations['eks.amazonaws.com/role-arn']).to.equal(
      'arn:aws:iam::123456789012:role/urr-staging-service-ticket',
    );
  });

  it('enters gateway and front end into the target groups, and leaves security groups alone (B17, D1)', () => {
    const bindings = files['overlays/prod/target-group-bindings.yaml']!.map((document) => anything.parse(document));

    expect(bindings.map(({ metadata }) => metadata.name)).to.deep.equal(['gateway-service', 'frontend']);
    for (const { spec } of bindings) {
      expect(spec).to.have.property('targetType', 'ip');
      expect(spec).not.to.have.property('networking');
    }
  });
});
