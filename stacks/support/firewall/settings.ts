/** What an environment may choose about the firewall (ruling D6). */
export interface FirewallSettings {
  /** Requests of one address within five minutes, above which it is turned away. Default 10,000. */
  readonly requestsPerFiveMinutes?: number;
  /** Days that the log of blocked requests is kept. Default 30. */
  readonly logRetentionDays?: number;
}

/**
 * Many people share one address behind Korean mobile carriers, and a waiting page asks every few seconds: 10,000 leaves
 * room for some hundred of them, and a single machine is still stopped.
 */
export const firewallDefaults: Required<FirewallSettings> = { requestsPerFiveMinutes: 10_000, logRetentionDays: 30 };
