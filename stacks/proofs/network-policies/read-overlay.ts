import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { End } from './evaluate.ts';
import { type NetworkPolicy, policySchema } from './policy-schema.ts';

const overlays = path.resolve(import.meta.dirname, '../../../k8s/spring/overlays');

/** Any object of a rendered overlay. */
export const objectSchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
export type RenderedObject = z.infer<typeof objectSchema>;

/** What this machine lacks to render as Argo CD does; undefined when nothing. */
export const missingKubectl = (): string | undefined =>
  spawnSync('kubectl', ['version', '--client']).status === 0 ? undefined : 'kubectl on the PATH';

/**
 * What Argo CD would apply: `kubectl kustomize` of an overlay.
 * @throws Error without kubectl, or with what kustomize has against the overlay
 */
export function renderOverlay(name: string): RenderedObject[] {
  const text = execFileSync('kubectl', ['kustomize', path.join(overlays, name)], { encoding: 'utf8' });
  return parseAllDocuments(text).map((document) => objectSchema.parse(document.toJS()));
}

/** The policies of a rendered overlay. */
export const policiesIn = (objects: readonly RenderedObject[]): NetworkPolicy[] =>
  objects.filter(({ kind }) => kind === 'NetworkPolicy').map((object) => policySchema.parse(object));

const workload = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string() }),
  spec: z.looseObject({
    template: z.looseObject({ metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }) }),
  }),
});
const WORKLOADS = ['Deployment', 'Rollout', 'StatefulSet', 'Job'];

/**
 * One pod of everything that makes pods.
 * @param network the first three parts of the pods' addresses: in AWS they are those of the App subnets
 */
export function podsIn(objects: readonly RenderedObject[], network: string): End[] {
  return objects
    .filter(({ kind }) => WORKLOADS.includes(kind))
    .map((object, index) => {
      const { metadata, spec } = workload.parse(object);
      const pod = { namespace: metadata.namespace, labels: spec.template.metadata.labels };
      return { name: metadata.name, address: `${network}.${100 + index}`, pod };
    });
}
