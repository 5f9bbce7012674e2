import type { Service, ServiceName } from '../../services/registry.ts';
import { allServices, appOf } from './app.ts';
import { type ConfigurationSettings, variablesOf } from './configuration.ts';
import { fingerprint } from './fingerprint.ts';
import { type ImageChoice, kustomization, type Patch } from './kustomization.ts';
import type { Manifest } from './manifest.ts';
import type { Files } from './write-files.ts';

/** What an overlay is made of. */
export interface Overlay {
  readonly name: 'kind' | 'staging' | 'prod';
  readonly namespace: string;
  readonly configuration: ConfigurationSettings;
  /** Pods of a service; not asked of those that a Rollout runs. */
  readonly replicasOf: (service: Service) => number;
  /** Services that something else runs: their Deployment is taken out. */
  readonly withoutDeployment: readonly ServiceName[];
  readonly images: readonly ImageChoice[];
  /** Further files of the overlay by name without `.yaml`. */
  readonly files: Readonly<Record<string, readonly Manifest[]>>;
}

/** What the pods of a service carry for its configuration. */
export const annotationsOf = (service: Service, settings: ConfigurationSettings) =>
  fingerprint(variablesOf(service, settings));

function patchOf(service: Service, overlay: Overlay): Patch {
  const target = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: appOf(service.name) } };
  if (overlay.withoutDeployment.includes(service.name)) return { ...target, $patch: 'delete' };
  return {
    ...target,
    spec: {
      replicas: overlay.replicasOf(service),
      template: { metadata: { annotations: annotationsOf(service, overlay.configuration) } },
    },
  };
}

/** The files of k8s/spring/overlays/<name>. */
export function overlayFiles(overlay: Overlay): Files {
  const folder = `overlays/${overlay.name}`;
  const patches = allServices.map(
    (service) => [`patches/${appOf(service.name)}.yaml`, patchOf(service, overlay)] as const,
  );
  const names = Object.keys(overlay.files).map((name) => `${name}.yaml`);
  return {
    [`${folder}/kustomization.yaml`]: [
      kustomization({
        namespace: overlay.namespace,
        resources: ['../../base', ...names],
        patches: patches.map(([path]) => ({ path })),
        images: overlay.images,
      }),
    ],
    ...Object.fromEntries(Object.entries(overlay.files).map(([name, all]) => [`${folder}/${name}.yaml`, all])),
    ...Object.fromEntries(patches.map(([file, patch]) => [`${folder}/${file}`, [patch]])),
  };
}
