import type { Service } from '../../services/registry.ts';
import { appOf, configOf, imageOf, labelsOf, optionalSecretOf, secretOf } from './app.ts';
import { podsOf } from './manifest.ts';
import { containerSecurity, podSecurity, temporary } from './pod-security.ts';
import { containerProbes, probesOf } from './probes.ts';

/** Seconds in which load balancer and kube-proxy forget a pod before it stops answering. */
const DRAIN_SECONDS = 5;
/** Time for an orderly stop of a service (SHUTDOWN_GRACE_MS, 25 s), the drain before it and a little more. */
const GRACE_SECONDS = 35;

const resourcesOf = ({ resources: { cpu, memory } }: Service) => ({
  requests: { cpu: cpu.request, memory: memory.request },
  limits: { cpu: cpu.limit, memory: memory.limit },
});

/** Pods of one service over zones first, then nodes; never at the price of a pod that cannot be placed. */
const spread = (app: string) =>
  ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: podsOf(app),
  }));

/** Pods of services are found by annotation (domain.md 8.1); the front end exports no metrics. */
function scrapeOf({ name, port }: Service): Readonly<Record<string, string>> {
  if (name === 'frontend') return {};
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(port),
    'prometheus.io/path': '/actuator/prometheus',
  };
}

/**
 * The pod of a service, the same under a Deployment and under a Rollout (architecture.md 3.1, 3.4, 3.5).
 * @param annotations of the pods besides those of the scrape: a change of them makes new pods
 */
export function podTemplate(service: Service, annotations: Readonly<Record<string, string>> = {}) {
  const app = appOf(service.name);
  return {
    metadata: { labels: labelsOf(service.name), annotations: { ...scrapeOf(service), ...annotations } },
    spec: {
      serviceAccountName: app,
      // No pod of ours talks to the Kubernetes API; the token for AWS is a volume of its own, which EKS adds.
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: podSecurity(),
      terminationGracePeriodSeconds: GRACE_SECONDS,
      topologySpreadConstraints: spread(app),
      containers: [
        {
          name: app,
          image: imageOf(service.name),
          imagePullPolicy: 'IfNotPresent',
          ports: [{ name: 'http', containerPort: service.port, protocol: 'TCP' }],
          envFrom: [
            { configMapRef: { name: configOf(app) } },
            // Without its secrets a back end may not start (ruling E9); the front end has nothing that must be there.
            { secretRef: { name: secretOf(app), ...(service.name === 'frontend' ? { optional: true } : {}) } },
            { secretRef: { name: optionalSecretOf(app), optional: true } },
          ],
          resources: resourcesOf(service),
          ...containerProbes(probesOf(service.name)),
          lifecycle: { preStop: { sleep: { seconds: DRAIN_SECONDS } } },
          securityContext: containerSecurity,
          volumeMounts: [temporary.mount],
        },
      ],
      volumes: [temporary.volume],
    },
  };
}
