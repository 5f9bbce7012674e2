/** What an environment may choose about the CDN; documented values are the defaults (architecture.md 5.5, 5.7). */
export interface CloudfrontSettings {
  /** Lambda runtime of the token check, for example `nodejs22.x`. No default: AWS refuses the documented one (ruling A2). */
  readonly runtime: string;
  /** Where the CDN answers from. Default `PriceClass_200`: North America, Europe, Asia. */
  readonly priceClass?: 'PriceClass_100' | 'PriceClass_200' | 'PriceClass_All';
  /** Lowest TLS of browsers. Default `TLSv1.2_2021`. */
  readonly minimumTls?: string;
  /** Countries (ISO 3166-1 alpha-2) that are turned away. Default none (ruling D6). */
  readonly blockedCountries?: readonly string[];
  /** Seconds that CloudFront waits for an origin. Default 30. */
  readonly originTimeoutSeconds?: number;
  /** MB of the token check. Default 128, the most that a viewer request may have. */
  readonly edgeMemoryMegabytes?: number;
  /** Seconds that the token check may take. Default 5, the most that a viewer request may have. */
  readonly edgeTimeoutSeconds?: number;
  /** Environment variables of the token check: AWS allows none, so anything here is refused (ruling B25). Default none. */
  readonly edgeEnvironment?: Readonly<Record<string, string>>;
  /**
   * Puts the function `vwr-gate` on the viewer request and the token check behind it, on the origin request: whoever has no
   * pass for an active waiting room is turned away before Lambda@Edge. Default false, the documented wiring.
   */
  readonly gate?: boolean;
  /** Days that the logs of the token check are kept. Default 30 (domain.md 10.5, 20). */
  readonly logRetentionDays?: number;
}

/** The documented values (architecture.md 5.5, 5.7; rulings B25, D6). */
export const cloudfrontDefaults: Required<Omit<CloudfrontSettings, 'runtime'>> = {
  priceClass: 'PriceClass_200',
  minimumTls: 'TLSv1.2_2021',
  blockedCountries: [],
  originTimeoutSeconds: 30,
  edgeMemoryMegabytes: 128,
  edgeTimeoutSeconds: 5,
  edgeEnvironment: {},
  gate: false,
  logRetentionDays: 30,
};
