import type { Service } from '../../services/registry.ts';
import { allServices, appOf, labelsOf } from './app.ts';
import { serviceManifest } from './base.ts';
import { policy, tcp } from './edge-policies.ts';
import { type Manifest, podsOf } from './manifest.ts';
import { namespaceNamed } from './network-policies.ts';
import { podTemplate } from './pod-template.ts';

const API = 'argoproj.io/v1alpha1';
const ANALYSIS = 'health-check';
const PREVIEW = '-preview';

/** Services that are released blue-green (architecture.md 8.2). */
export const blueGreenServices = (): Service[] => allServices.filter(({ rollout }) => rollout === 'blue-green');

/**
 * GET /health of the preview, five times every 10 s (architecture.md 8.1, 8.2; domain.md 8.2). Anything but a 2xx within 5 s
 * is an error of the measurement; one is forgiven, two in a row end the release, and the old pods stay.
 */
const analysis = (namespace: string): Manifest => ({
  apiVersion: API,
  kind: 'AnalysisTemplate',
  metadata: { name: ANALYSIS },
  spec: {
    args: [{ name: 'service-name' }, { name: 'port' }],
    metrics: [
      {
        name: 'health',
        interval: '10s',
        count: 5,
        failureLimit: 1,
        consecutiveErrorLimit: 1,
        provider: {
          web: {
            url: `http://{{args.service-name}}.${namespace}.svc.cluster.local:{{args.port}}/health`,
            timeoutSeconds: 5,
          },
        },
      },
    ],
  },
});

/** The pods of a service under a Rollout: there is no Deployment beside it (domain.md 10.5 #24). */
function rollout(service: Service, annotations: Readonly<Record<string, string>>): Manifest {
  const app = appOf(service.name);
  return {
    apiVersion: API,
    kind: 'Rollout',
    metadata: { name: app, labels: labelsOf(service.name) },
    spec: {
      // No `replicas`: the autoscaler alone says how many, or Argo CD would set them back.
      revisionHistoryLimit: 3,
      selector: podsOf(app),
      strategy: {
        blueGreen: {
          activeService: app,
          previewService: `${app}${PREVIEW}`,
          autoPromotionEnabled: false,
          scaleDownDelaySeconds: 30,
          prePromotionAnalysis: {
            templates: [{ templateName: ANALYSIS }],
            args: [
              { name: 'service-name', value: `${app}${PREVIEW}` },
              { name: 'port', value: String(service.port) },
            ],
          },
        },
      },
      template: podTemplate(service, annotations),
    },
  };
}

/** The analysis runs in the controller of Argo Rollouts: it must reach what it asks. */
const letAnalysisIn = ({ name, port }: Service): Manifest =>
  policy(`${appOf(name)}-from-argo-rollouts`, {
    podSelector: podsOf(appOf(name)),
    policyTypes: ['Ingress'],
    ingress: [{ from: [namespaceNamed('argo-rollouts')], ports: tcp(port) }],
  });

/** Blue-green releases of a namespace. @param annotationsOf what the pods of a service carry besides */
export function rolloutManifests(
  namespace: string,
  annotationsOf: (service: Service) => Readonly<Record<string, string>>,
): Manifest[] {
  return [
    analysis(namespace),
    ...blueGreenServices().flatMap((service) => [
      serviceManifest(service, PREVIEW),
      rollout(service, annotationsOf(service)),
      letAnalysisIn(service),
    ]),
  ];
}
