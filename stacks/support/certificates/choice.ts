/** Certificates that exist already. */
export interface GivenCertificates {
  /** In the region of the environment, for the load balancer. */
  readonly regionalArn: string;
  /** In us-east-1, for CloudFront; null where there is no CDN. */
  readonly edgeArn: string | null;
}

/** Where the certificates of an environment come from. */
export interface CertificateChoice {
  /** Certificates that exist already; null makes and validates them. */
  readonly given: GivenCertificates | null;
  /** Route 53 zone in which new certificates are validated; null where the domain is served elsewhere. */
  readonly zoneId: string | null;
  /** Whether there is a CDN, and so a need for a certificate in us-east-1. */
  readonly cdn: boolean;
}
