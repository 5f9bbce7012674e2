import { expect } from 'chai';
import { z } from 'zod';
import { generate } from './generate.ts';
import type { Files } from './write-files.ts';

const { files } = generate({}, '/nowhere');

/** Anything in the generated files, as far as these tests look into it. */
const object = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({}).default({}),
});
const manifestsIn = (set: Files, pattern: RegExp) =>
  Object.entries(set)
    .filter(([file]) => pattern.test(file) && !file.endsWith('kustomization.yaml') && !file.includes('/patches/'))
    .flatMap(([, documents]) => documents.map((document) => object.parse(document)));
const inOverlay = (name: string, kind: string) =>
  manifestsIn(files, new RegExp(`^overlays/${name}/`)).filter((manifest) => manifest.kind === kind);
const namesOf = (manifests: readonly { metadata: { name: string } }[]) =>
  manifests.map(({ metadata }) => metadata.name);

const pod = z.looseObject({
  containers: z.tuple([
    z.looseObject({
      ports: z.tuple([z.looseObject({ containerPort: z.number() })], z.unknown()),
      resources: z.strictObject({
        requests: z.strictObject({ cpu: z.string(), memory: z.string() }),
        limits: z.strictObject({ cpu: z.string(), memory: z.string() }),
      }),
    }),
  ]),
});
const podOf = (manifest: unknown) =>
  z.looseObject({ spec: z.looseObject({ template: z.looseObject({ spec: pod }) }) }).parse(manifest).spec.template.spec;
const deployments = manifestsIn(files, /^base\//).filter(({ kind }) => kind === 'Deployment');
const patchesOf = (overlay: string) =>
  Object.entries(files)
    .filter(([file]) => file.startsWith(`overlays/${overlay}/patches/`))
    .map(([, [patch]]) =>
      z
        .looseObject({
          metadata: z.object({ name: z.string() }),
          spec: z.looseObject({ replicas: z.number() }).optional(),
        })
        .parse(patch),
    );
const replicasIn = (overlay: string) =>
  Object.fromEntries(
    patchesOf(overlay).flatMap(({ metadata, spec }) => (spec ? [[metadata.name, spec.replicas]] : [])),
  );
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('the workloads of architecture.md 3, 8 and 9', () => {
  it('listens, asks and is limited as table 3.1 says', () => {
    const table = deployments.map((manifest) => {
      const [{ ports, resources }] = podOf(manifest).containers;
      const { requests, limits } = resources;
      const cpu = `${requests.cpu} / ${limits.cpu}`;
      return `${manifest.metadata.name} ${ports[0].containerPort} ${cpu} ${requests.memory} / ${limits.memory}`;
    });

    expect(table).to.have.members([
      'gateway-service 3001 200m / 1 256Mi / 1Gi',
      'ticket-service 3002 200m / 1 256Mi / 1Gi',
      'payment-service 3003 200m / 1 256Mi / 1Gi',
      'stats-service 3004 200m / 1 256Mi / 1Gi',
      'auth-service 3005 200m / 1 256Mi / 1Gi',
      'queue-service 3007 100m / 500m 256Mi / 512Mi',
      'community-service 3008 100m / 500m 256Mi / 512Mi',
      'catalog-service 3009 100m / 500m 256Mi / 512Mi',
      'frontend 3000 100m / 500m 128Mi / 256Mi',
    ]);
  });

  it('scales four services from and to the documented numbers at 70 % (3.1, 9)', () => {
    const scaler = z.object({
      scaleTargetRef: z.object({ apiVersion: z.string(), kind: z.string(), name: z.string() }),
      minReplicas: z.number(),
      maxReplicas: z.number(),
      metrics: z.tuple([
        z.object({
          resource: z.object({ name: z.literal('cpu'), target: z.object({ averageUtilization: z.number() }) }),
        }),
      ]),
    });
    const table = inOverlay('prod', 'HorizontalPodAutoscaler').map(({ spec }) => {
      const { scaleTargetRef: target, minReplicas, maxReplicas, metrics } = scaler.parse(spec);
      return `${target.kind} ${target.name} ${minReplicas}~${maxReplicas} (${metrics[0].resource.target.averageUtilization}%)`;
    });

    expect(table).to.have.members([
      'Rollout gateway-service 3~10 (70%)',
      'Rollout ticket-service 3~10 (70%)',
      'Rollout payment-service 2~6 (70%)',
      'Rollout queue-service 3~8 (70%)',
    ]);
    expect([
      ...inOverlay('staging', 'HorizontalPodAutoscaler'),
      ...inOverlay('kind', 'HorizontalPodAutoscaler'),
    ]).to.deep.equal([]);
  });

  it('runs 20 pods at least and 43 at most in prod, 12 in staging, 9 in kind (3.1, 9, rulings C)', () => {
    const limit = (name: 'minReplicas' | 'maxReplicas') =>
      sum(inOverlay('prod', 'HorizontalPodAutoscaler').map(({ spec }) => Number(spec[name])));
    const fixed = replicasIn('prod');

    expect(fixed).to.deep.equal({
      'stats-service': 2,
      'auth-service': 2,
      'community-service': 2,
      'catalog-service': 1,
      frontend: 2,
    });
    expect(sum(Object.values(fixed)) + limit('minReplicas')).to.equal(20);
    expect(sum(Object.values(fixed)) + limit('maxReplicas')).to.equal(43);
    expect(sum(Object.values(replicasIn('staging')))).to.equal(12);
    expect(Object.values(replicasIn('kind'))).to.deep.equal(Array.from({ length: 9 }, () => 1));
  });

  it('puts each environment into its namespace (9)', () => {
    const namespaces = ['kind', 'staging', 'prod'].map((name) => namesOf(inOverlay(name, 'Namespace')));

    expect(namespaces).to.deep.equal([['urr-spring'], ['urr-staging'], ['urr-spring']]);
  });

  it('runs every pod as 1000, without capabilities, as 3.4 says, and more', () => {
    for (const manifest of [...deployments, ...inOverlay('prod', 'Rollout')]) {
      const { securityContext, automountServiceAccountToken, containers } = podOf(manifest);
      expect(securityContext).to.deep.equal({
        runAsNonRoot: true,
        runAsUser: 1000,
        runAsGroup: 1000,
        fsGroup: 1000,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(containers[0].securityContext).to.deep.equal({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(automountServiceAccountToken).to.equal(false);
    }
  });

  it('asks back ends at start 30 times every 5 s, then every 10 and 20 s (3.5)', () => {
    const backends = deployments.filter(({ metadata }) => metadata.name !== 'frontend');
    expect(backends.length).to.equal(8);
    for (const manifest of backends) {
      const [{ startupProbe, readinessProbe, livenessProbe }] = podOf(manifest).containers;
      expect(startupProbe).to.deep.include({
        httpGet: { path: '/actuator/health/liveness', port: 'http' },
        failureThreshold: 30,
        periodSeconds: 5,
      });
      expect(readinessProbe).to.deep.include({
        httpGet: { path: '/actuator/health/readiness', port: 'http' },
        periodSeconds: 10,
      });
      expect(livenessProbe).to.deep.include({
        httpGet: { path: '/actuator/health/liveness', port: 'http' },
        periodSeconds: 20,
      });
    }
  });

  it('keeps one of each back end while nodes are emptied, without hanging on a single one (3.6, B12)', () => {
    const budgets = inOverlay('prod', 'PodDisruptionBudget').map(
      ({ metadata, spec: { selector: _pods, ...budget } }) => [metadata.name, budget],
    );
    const one = { minAvailable: 1 };

    expect(Object.fromEntries(budgets)).to.deep.equal({
      'gateway-service': one,
      'ticket-service': one,
      'payment-service': one,
      'stats-service': one,
      'auth-service': one,
      'queue-service': one,
      'community-service': one,
      'catalog-service': { maxUnavailable: 1 },
    });
    expect([...inOverlay('staging', 'PodDisruptionBudget'), ...inOverlay('kind', 'PodDisruptionBudget')]).to.deep.equal(
      [],
    );
  });

  it('releases four services blue-green, approved by a person, in prod alone (8.1, 8.2)', () => {
    const rollouts = inOverlay('prod', 'Rollout').map(({ metadata, spec }) => [metadata.name, spec.strategy]);
    const strategy = (service: string, port: string) => ({
      blueGreen: {
        activeService: service,
        previewService: `${service}-preview`,
        autoPromotionEnabled: false,
        scaleDownDelaySeconds: 30,
        prePromotionAnalysis: {
          templates: [{ templateName: 'health-check' }],
          args: [
            { name: 'service-name', value: `${service}-preview` },
            { name: 'port', value: port },
          ],
        },
      },
    });

    expect(Object.fromEntries(rollouts)).to.deep.equal({
      'gateway-service': strategy('gateway-service', '3001'),
      'ticket-service': strategy('ticket-service', '3002'),
      'payment-service': strategy('payment-service', '3003'),
      'queue-service': strategy('queue-service', '3007'),
    });
    expect([...inOverlay('staging', 'Rollout'), ...inOverlay('kind', 'Rollout')]).to.deep.equal([]);
  });

  it('has the four preview services on their ports (8.2)', () => {
    const previews = inOverlay('prod', 'Service').map(({ metadata, spec }) => {
      const { ports } = z.looseObject({ ports: z.tuple([z.looseObject({ port: z.number() })]) }).parse(spec);
      return `${metadata.name} :${ports[0].port}`;
    });

    expect(previews).to.have.members([
      'gateway-service-preview :3001',
      'ticket-service-preview :3002',
      'payment-service-preview :3003',
      'queue-service-preview :3007',
    ]);
  });

  it('asks GET /health five times every 10 s before a release (8.1, 8.2)', () => {
    const [analysis] = inOverlay('prod', 'AnalysisTemplate');
    const { metrics } = z
      .looseObject({ metrics: z.tuple([z.looseObject({ provider: z.unknown() })]) })
      .parse(analysis?.spec);

    expect(metrics[0]).to.deep.include({ interval: '10s', count: 5 });
    expect(metrics[0].provider).to.deep.equal({
      web: {
        url: 'http://{{args.service-name}}.urr-spring.svc.cluster.local:{{args.port}}/health',
        timeoutSeconds: 5,
      },
    });
  });

  it('leaves no Deployment beside a Rollout, and no number beside an autoscaler (domain.md 10.5 #24)', () => {
    const deleted = patchesOf('prod').filter((patch) => patch.$patch === 'delete');

    expect(namesOf(deleted)).to.have.members(['gateway-service', 'ticket-service', 'payment-service', 'queue-service']);
    for (const { spec } of inOverlay('prod', 'Rollout')) expect(spec).not.to.have.property('replicas');
  });

  it('keeps a tenth of the traces in prod, all elsewhere (9)', () => {
    const share = (overlay: string) =>
      new Set(
        inOverlay(overlay, 'ConfigMap').flatMap((map) => {
          const { data } = z.looseObject({ data: z.record(z.string(), z.string()) }).parse(map);
          return data.TRACING_SAMPLING_PROBABILITY ?? [];
        }),
      );

    expect(['kind', 'staging', 'prod'].map((name) => [...share(name)])).to.deep.equal([['1'], ['1'], ['0.1']]);
  });

  it('has in kind one PostgreSQL 16.4, Dragonfly, three brokers and Zipkin in memory, and nothing of AWS (9)', () => {
    const sets = inOverlay('kind', 'StatefulSet').map((manifest) => {
      const [{ image }] = podOf(manifest).containers;
      return `${manifest.metadata.name} ${String(manifest.spec.replicas)} ${String(image).split('/').at(-1)}`;
    });
    const text = JSON.stringify(Object.entries(files).filter(([file]) => file.startsWith('overlays/kind/')));

    expect(sets).to.have.members([
      'postgres 1 postgres:16.4',
      'redis 1 dragonfly:v1.21.2',
      'kafka 3 kafka:3.8.1',
      'zipkin 1 zipkin-slim:3.4',
    ]);
    expect(text).not.to.match(/amazonaws|eks\.|elbv2|external-secrets/);
  });
});
