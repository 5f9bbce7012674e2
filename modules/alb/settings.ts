/** What an environment may choose about its load balancer; documented values are the defaults (architecture.md 5.4). */
export interface AlbSettings {
  /** True refuses to delete the balancer. Default true (architecture.md 5.4: on in prod). */
  readonly deletionProtection?: boolean;
  /** IPv4 blocks that may come in where there is no CDN in front; empty behind a CDN (ruling B15). Default none. */
  readonly ingressCidrs?: readonly string[];
  /** TLS policy of the HTTPS listener. Default ELBSecurityPolicy-TLS13-1-2-2021-06: CloudFront speaks TLS 1.2 to origins (ruling B26). */
  readonly sslPolicy?: string;
  /** Path of the health checks. Default /health. */
  readonly healthCheckPath?: string;
  /** Checks in a row that must succeed. Default 2. */
  readonly healthyThreshold?: number;
  /** Checks in a row that must fail. Default 3. */
  readonly unhealthyThreshold?: number;
  /** Seconds between checks. Default 15; the document has no value. */
  readonly healthCheckIntervalSeconds?: number;
  /** Seconds after which a check has failed. Default 5; the document has no value. */
  readonly healthCheckTimeoutSeconds?: number;
  /** Seconds that a client stays with its pod. Default 86,400 (24 hours). */
  readonly stickinessSeconds?: number;
  /** Seconds that a leaving pod may finish its requests. Default 30. */
  readonly deregistrationDelaySeconds?: number;
}

/** Where the two target groups send to (architecture.md 3.1, ruling D1). */
export const albTargets = {
  gateway: { port: 3001 },
  frontend: { port: 3000 },
} as const;

/** Paths that go to the gateway; all others go to the front end (ruling D1). The local edge shares them out alike. */
export const gatewayPaths = ['/api/*', '/health'] as const;

/** The documented values (architecture.md 5.4). */
export const albDefaults: Required<AlbSettings> = {
  deletionProtection: true,
  ingressCidrs: [],
  sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  healthCheckPath: '/health',
  healthyThreshold: 2,
  unhealthyThreshold: 3,
  healthCheckIntervalSeconds: 15,
  healthCheckTimeoutSeconds: 5,
  stickinessSeconds: 86_400,
  deregistrationDelaySeconds: 30,
};
