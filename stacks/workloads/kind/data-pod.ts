import { core, type Manifest, podsOf } from '../manifest.ts';
import { containerSecurity, podSecurity } from '../pod-security.ts';

/** Something that keeps data, or a helper beside the services; the document's label for it is `tier: data`. */
export interface DataPod {
  readonly name: string;
  readonly image: string;
  readonly port: number;
  /** Default 1. */
  readonly replicas?: number;
  readonly tier?: 'data' | 'monitoring';
  readonly env?: readonly Readonly<Record<string, unknown>>[];
  readonly args?: readonly string[];
  /** Folders that must be writable; the root file system is not. */
  readonly writable: readonly string[];
  /** Where data lies that outlives the pod; none is kept without it. */
  readonly data?: { readonly path: string; readonly size: string };
  readonly memory: { readonly request: string; readonly limit: string };
  /** User of the image. Default 1000. */
  readonly user?: number;
  /** Asked whether it is ready. Default: the port accepts connections. */
  readonly ready?: Readonly<Record<string, unknown>>;
  /** Other ports, by name. */
  readonly otherPorts?: Readonly<Record<string, number>>;
}

const volumeName = (path: string): string => path.slice(1).replaceAll('/', '-').replaceAll('.', '').toLowerCase();

function podSpec(pod: DataPod) {
  const { data } = pod;
  const ports = { main: pod.port, ...pod.otherPorts };
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: podSecurity(pod.user),
    containers: [
      {
        name: pod.name,
        image: pod.image,
        imagePullPolicy: 'IfNotPresent',
        ...(pod.args === undefined ? {} : { args: pod.args }),
        ...(pod.env === undefined ? {} : { env: pod.env }),
        ports: Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort, protocol: 'TCP' })),
        resources: {
          requests: { cpu: '50m', memory: pod.memory.request },
          limits: { cpu: '1', memory: pod.memory.limit },
        },
        readinessProbe: { ...(pod.ready ?? { tcpSocket: { port: 'main' } }), periodSeconds: 5, timeoutSeconds: 3 },
        securityContext: containerSecurity,
        volumeMounts: [
          ...pod.writable.map((path) => ({ name: volumeName(path), mountPath: path })),
          ...(data === undefined ? [] : [{ name: 'data', mountPath: data.path }]),
        ],
      },
    ],
    volumes: pod.writable.map((path) => ({ name: volumeName(path), emptyDir: {} })),
  };
}

/** A StatefulSet with a headless service: each pod has a name of its own, and its volume if it keeps data. */
export function dataManifests(pod: DataPod): Manifest[] {
  const labels = { app: pod.name, tier: pod.tier ?? 'data', 'app.kubernetes.io/part-of': 'urr' };
  const ports = { main: pod.port, ...pod.otherPorts };
  const service = core('Service', pod.name, {
    metadata: { name: pod.name, labels },
    spec: {
      clusterIP: 'None',
      // Brokers must find each other before they are ready.
      publishNotReadyAddresses: true,
      selector: { app: pod.name },
      ports: Object.entries(ports).map(([name, port]) => ({ name, port, targetPort: name, protocol: 'TCP' })),
    },
  });
  const set: Manifest = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: pod.name, labels },
    spec: {
      replicas: pod.replicas ?? 1,
      serviceName: pod.name,
      podManagementPolicy: 'Parallel',
      selector: podsOf(pod.name),
      template: { metadata: { labels }, spec: podSpec(pod) },
      ...(pod.data === undefined
        ? {}
        : {
            volumeClaimTemplates: [
              {
                metadata: { name: 'data' },
                spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: pod.data.size } } },
              },
            ],
          }),
    },
  };
  return [service, set];
}
