import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect } from 'chai';
import { stringify } from 'yaml';
import { z } from 'zod';
import { describeWith } from '../../../../test/needs.ts';
import { missingKubectl, type RenderedObject, renderOverlay } from '../../network-policies/read-overlay.ts';
import { type ApiServer, definitionsFolder, missingApiServer, startApiServer } from './api-server.ts';

const overlays = path.resolve(import.meta.dirname, '../../../../k8s/spring/overlays');
const NAMES = ['staging', 'prod', 'kind'] as const;

const withSpec = z.looseObject({ spec: z.record(z.string(), z.unknown()) });
const withTemplate = z.looseObject({
  spec: z.looseObject({ template: z.looseObject({ metadata: z.looseObject({}), spec: z.looseObject({}) }) }),
});

describeWith(missingKubectl() ?? missingApiServer(), 'the overlays before a real Kubernetes API 1.35', function () {
  this.timeout(180_000);
  let server: ApiServer;

  function kubectl(args: readonly string[], input?: string) {
    const { status, stdout, stderr } = spawnSync('kubectl', args, {
      encoding: 'utf8',
      env: { ...process.env, KUBECONFIG: server.kubeconfig },
      ...(input === undefined ? {} : { input }),
    });
    return { status, stdout, stderr: stderr.trim() };
  }
  const apply = (objects: readonly object[], ...options: readonly string[]) =>
    kubectl(
      ['apply', '--server-side', ...options, '-f', '-'],
      objects.map((object) => stringify(object)).join('---\n'),
    );

  /** The pod that a workload would make, in its namespace. */
  function podOf(object: RenderedObject) {
    const { metadata, spec } = withTemplate.parse(object).spec.template;
    const restartPolicy = object.kind === 'Job' ? {} : { restartPolicy: 'Always' };
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...metadata, name: `pod-of-${object.metadata.name}`, namespace: object.metadata.namespace },
      spec: { ...spec, ...restartPolicy, volumes: [...volumesOf(spec), ...claimsOf(object)] },
    };
  }
  const volumesOf = (spec: Record<string, unknown>) => (Array.isArray(spec.volumes) ? (spec.volumes as object[]) : []);
  // What a StatefulSet adds for each claim.
  const claimsOf = ({ kind, ...object }: RenderedObject) => {
    const { volumeClaimTemplates } =
      (object as { spec?: { volumeClaimTemplates?: { metadata: { name: string } }[] } }).spec ?? {};
    return kind === 'StatefulSet'
      ? (volumeClaimTemplates ?? []).map(({ metadata: { name } }) => ({
          name,
          persistentVolumeClaim: { claimName: name },
        }))
      : [];
  };

  before(async () => {
    server = await startApiServer();
    for (const file of [definitionsFolder, path.join(import.meta.dirname, '../target-group-binding-definition.yaml')]) {
      const { status, stderr } = kubectl(['apply', '--server-side', '-f', file]);
      expect(stderr, stderr).to.equal('');
      expect(status).to.equal(0);
    }
    const { status, stderr } = kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
    expect(status, stderr).to.equal(0);
  });
  after(() => server?.stop());

  for (const name of NAMES) {
    it(`takes ${name} without a warning, and finds nothing to change the second time`, () => {
      const first = kubectl(['apply', '--server-side', '--force-conflicts', '-k', path.join(overlays, name)]);
      const second = kubectl(['diff', '--server-side', '-k', path.join(overlays, name)]);

      expect(first.stderr).to.equal('');
      expect(first.status).to.equal(0);
      expect(second.stdout + second.stderr).to.equal('');
      expect(second.status).to.equal(0);
    });

    it(`lets every pod of ${name} in under the standard "restricted"`, () => {
      const pods = renderOverlay(name)
        .filter(({ kind }) => ['Deployment', 'Rollout', 'StatefulSet', 'Job'].includes(kind))
        .map(podOf);
      expect(pods.length).to.be.at.least(9);

      const { status, stderr } = apply(pods, '--dry-run=server');

      expect(stderr).to.equal('');
      expect(status).to.equal(0);
    });
  }

  describe('refuses what it should', () => {
    const changed = (kind: string, change: Readonly<Record<string, unknown>>) => {
      const { spec, ...rest } = withSpec.parse(renderOverlay('prod').find((object) => object.kind === kind));
      return apply([{ ...rest, spec: { ...spec, ...change } }], '--dry-run=server', '--force-conflicts');
    };

    it('a field that there is not', () => {
      const { stderr } = changed('Rollout', { workload: {} });
      expect(stderr).to.match(/\.spec\.workload: field not declared/);
    });

    it('an autoscaler from more than to', () => {
      const { stderr } = changed('HorizontalPodAutoscaler', { minReplicas: 20 });
      expect(stderr).to.match(/must be greater than or equal to `minReplicas`/);
    });

    it('a pod as root', () => {
      const deployment = renderOverlay('prod').find(({ kind }) => kind === 'Deployment')!;
      const pod = podOf(deployment);
      const { stderr } = apply([{ ...pod, spec: { ...pod.spec, securityContext: {} } }], '--dry-run=server');
      expect(stderr).to.match(/violates PodSecurity "restricted:latest"/);
    });
  });
});
