import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { charts } from './platform/charts.ts';
import { platformNames, synthesise } from './synthesise.ts';

interface Installed {
  readonly chart: string;
  readonly version: string;
  readonly namespace: string;
  readonly values: readonly string[];
  readonly depends_on?: readonly string[];
  readonly atomic: boolean;
}
type Stack = { readonly resource: Record<string, Record<string, never>> } & Record<string, never>;

describe('platform stacks', () => {
  const stacks = new Map<string, Stack>();
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'urr-platform-'));
    const { files } = synthesise(platformNames, folder, { env: {}, now: new Date('2026-06-01T00:00:00Z') });
    for (const [name, file] of files) stacks.set(name, JSON.parse(readFileSync(file, 'utf8')) as Stack);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const resources = <T>(name: string, type: string) => (stacks.get(name)?.resource[type] ?? {}) as Record<string, T>;
  const releases = (name: string) => resources<Installed>(name, 'helm_release');
  const valuesOf = (name: string, release: string) =>
    JSON.parse(releases(name)[release]?.values[0] ?? '{}') as Record<string, unknown>;

  it('are one for each environment', () => {
    expect([...stacks.keys()]).to.deep.equal(['prod-platform', 'staging-platform']);
  });

  it('install every chart in one version, go back when one does not start, and keep an order without circles', () => {
    for (const chart of Object.values(charts)) expect(chart.version, chart.chart).to.match(/^\d+\.\d+\.\d+$/);
    for (const name of stacks.keys())
      for (const [id, release] of Object.entries(releases(name))) {
        expect(release.atomic, id).to.equal(true);
        for (const first of release.depends_on ?? [])
          expect(Object.keys(releases(name)), `${id} after ${first}`).to.include(first.replace('helm_release.', ''));
      }
  });

  it('install the controllers that the workloads need, with their roles (rulings B17, B18, B19)', () => {
    for (const [name, prefix] of [
      ['prod-platform', 'urr-prod'],
      ['staging-platform', 'urr-staging'],
    ] as const) {
      const role = (which: string) => `arn:aws:iam::123456789012:role/${prefix}-${which}`;
      expect(JSON.stringify(valuesOf(name, 'aws-load-balancer-controller'))).to.contain(
        role('load-balancer-controller'),
      );
      expect(JSON.stringify(valuesOf(name, 'cluster-autoscaler'))).to.contain(role('node-autoscaler'));
      expect(JSON.stringify(valuesOf(name, 'external-secrets'))).to.contain(role('external-secrets'));
      expect(Object.keys(releases(name))).to.include('metrics-server');
    }
  });

  it('let Argo CD keep its own overlay of main, pruned and healed (architecture.md 8.3)', () => {
    for (const [name, environment, namespace] of [
      ['prod-platform', 'prod', 'urr-spring'],
      ['staging-platform', 'staging', 'urr-staging'],
    ] as const) {
      const { applications } = valuesOf(name, 'argo-cd-applications') as { applications: Record<string, never> };
      const application: { [part: string]: unknown } = applications[`urr-${environment}`] ?? {};
      expect(application['source']).to.deep.equal({
        repoURL: 'https://github.com/example/urr.git',
        path: `k8s/spring/overlays/${environment}`,
        targetRevision: 'main',
      });
      expect(application['destination']).to.include({ namespace });
      expect(application['syncPolicy']).to.deep.include({ automated: { prune: true, selfHeal: true } });
    }
  });

  it('keep traces in Elasticsearch in prod and in memory in staging (architecture.md 9)', () => {
    const zipkin = (name: string) => JSON.stringify(resources(name, 'kubernetes_deployment_v1'));
    expect(zipkin('prod-platform')).to.contain('"STORAGE_TYPE","value":"elasticsearch"');
    expect(Object.keys(releases('prod-platform'))).to.include.members(['eck-operator', 'traces']);
    expect(zipkin('staging-platform')).to.contain('"STORAGE_TYPE","value":"mem"');
    expect(Object.keys(releases('staging-platform'))).not.to.include('traces');
  });

  it('size the monitoring as documented (domain.md 8.4)', () => {
    const text = JSON.stringify(valuesOf('prod-platform', 'kube-prometheus-stack'));
    expect(text).to.contain('"retention":"30d"').and.to.contain('"storage":"50Gi"').and.to.contain('"size":"10Gi"');
    expect(text).to.contain('"scrapeInterval":"15s"').and.to.contain('"job_name":"spring-services"');
  });

  it('show every dashboard, with alerts that ring for what must always be true (domain.md 8.4)', () => {
    const shown = resources<{ data: Record<string, string> }>('prod-platform', 'kubernetes_config_map_v1');
    const models = Object.values(shown).flatMap(({ data }) =>
      Object.values(data).map((text) => JSON.parse(text) as { panels: unknown[] }),
    );
    expect(models).to.have.length(4);
    for (const { panels } of models) expect(panels.length).to.be.above(2);
    const values = JSON.stringify(valuesOf('prod-platform', 'kube-prometheus-stack'));
    for (const alert of ['ManyErrors', 'TargetDown', 'SlowAnswers', 'DiskAlmostFull', 'InvariantBroken'])
      expect(values).to.contain(`"alert":"${alert}"`);
  });

  it('hold no secret and enter the cluster with a token that ends', () => {
    for (const [name, stack] of stacks) {
      const text = JSON.stringify(stack);
      expect(text, name)
        .to.contain('get-token')
        .and.not.to.match(/secret_string|"password":"[^$]/);
      expect(Object.keys(resources(name, 'aws_secretsmanager_secret'))).to.have.length(2);
    }
  });

  it('plan nothing of the cluster itself', () => {
    for (const name of stacks.keys())
      expect(Object.keys(stacks.get(name)?.resource ?? {})).to.have.members([
        'aws_iam_role_policy',
        'aws_secretsmanager_secret',
        'helm_release',
        'kubernetes_config_map_v1',
        'kubernetes_deployment_v1',
        'kubernetes_service_v1',
      ]);
  });
});
