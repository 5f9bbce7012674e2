import type { ServiceName } from '../../services/registry.ts';

/** One question of the kubelet. */
export interface Probe {
  readonly path: string;
  /** Seconds between two questions. */
  readonly periodSeconds: number;
  /** Seconds after the start of the container before the first question. Default 0. */
  readonly initialDelaySeconds?: number;
  /** Failures in a row that count. Default 3, as Kubernetes has it. */
  readonly failureThreshold?: number;
}

export interface Probes {
  readonly startup?: Probe;
  readonly readiness: Probe;
  readonly liveness: Probe;
}

const liveness = '/actuator/health/liveness';

/** architecture.md 3.5: up to 150 s to start, then every 10 and every 20 s. */
const backendProbes: Probes = {
  startup: { path: liveness, periodSeconds: 5, failureThreshold: 30 },
  readiness: { path: '/actuator/health/readiness', periodSeconds: 10 },
  liveness: { path: liveness, periodSeconds: 20 },
};

/** The front end has no health page; its start page must come (domain.md 8.1). */
const frontendProbes: Probes = {
  readiness: { path: '/', initialDelaySeconds: 10, periodSeconds: 5 },
  liveness: { path: '/', initialDelaySeconds: 20, periodSeconds: 10 },
};

/** How the kubelet asks whether a service lives. */
export const probesOf = (name: ServiceName): Probes => (name === 'frontend' ? frontendProbes : backendProbes);

// An answer takes milliseconds; readiness asks PostgreSQL and Redis, each with a limit of its own.
const TIMEOUT_SECONDS = 3;

/** The probes as a container wants them. */
export function containerProbes({ startup, readiness, liveness: alive }: Probes) {
  const probe = ({ path, ...timing }: Probe) => ({
    httpGet: { path, port: 'http' },
    ...timing,
    timeoutSeconds: TIMEOUT_SECONDS,
  });
  return {
    ...(startup === undefined ? {} : { startupProbe: probe(startup) }),
    readinessProbe: probe(readiness),
    livenessProbe: probe(alive),
  };
}
