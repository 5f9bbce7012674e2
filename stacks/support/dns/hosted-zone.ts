import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone/index.js';
import { Construct } from 'constructs';

export interface HostedZoneProps {
  readonly domain: string;
  /** Id of the zone that serves the domain; null makes one. */
  readonly hostedZoneId: string | null;
}

/** The Route 53 zone of the platform, given or made. A new zone serves nobody until the registrar names its servers. */
export class HostedZone extends Construct {
  readonly zoneId: string;
  /** The zone that was made; null where it was given. */
  readonly zone: Route53Zone | null;

  constructor(scope: Construct, id: string, props: HostedZoneProps) {
    super(scope, id);
    this.zone =
      props.hostedZoneId === null
        ? new Route53Zone(this, 'zone', { name: props.domain, comment: 'URR: tickets', forceDestroy: false })
        : null;
    this.zoneId = this.zone?.zoneId ?? props.hostedZoneId ?? '';
  }
}
