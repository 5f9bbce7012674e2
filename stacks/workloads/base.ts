import type { Service } from '../../services/registry.ts';
import { allServices, appOf, labelsOf } from './app.ts';
import { kustomization } from './kustomization.ts';
import { core, type Manifest, podsOf } from './manifest.ts';
import { basePolicies } from './network-policies.ts';
import { podTemplate } from './pod-template.ts';
import type { Files } from './write-files.ts';

/** How callers find a service: its name and its documented port. */
export function serviceManifest({ name, port }: Service, suffix = ''): Manifest {
  const app = appOf(name);
  return core('Service', `${app}${suffix}`, {
    metadata: { name: `${app}${suffix}`, labels: labelsOf(name) },
    spec: {
      type: 'ClusterIP',
      selector: { app },
      ports: [{ name: 'http', port, targetPort: 'http', protocol: 'TCP' }],
    },
  });
}

/** A service as Kubernetes itself runs it; an overlay says how many pods. */
function deployment(service: Service): Manifest {
  const app = appOf(service.name);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: app, labels: labelsOf(service.name) },
    spec: {
      replicas: 1,
      revisionHistoryLimit: 3,
      selector: podsOf(app),
      // A new pod is ready before an old one goes.
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: podTemplate(service),
    },
  };
}

/** k8s/spring/base: what every environment has alike. */
export function baseFiles(): Files {
  const own: [string, Manifest[]][] = [
    ...allServices.map((service): [string, Manifest[]] => [
      `${appOf(service.name)}.yaml`,
      [serviceManifest(service), deployment(service)],
    ]),
    ['network-policies.yaml', basePolicies()],
  ];
  return Object.fromEntries<Files[string]>([
    ...own.map(([file, manifests]): [string, Manifest[]] => [`base/${file}`, manifests]),
    ['base/kustomization.yaml', [kustomization({ resources: own.map(([file]) => file) })]],
  ]);
}
