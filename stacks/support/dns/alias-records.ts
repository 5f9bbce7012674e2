import { Route53Record } from '@cdktf/provider-aws/lib/route53-record/index.js';
import { Construct } from 'constructs';

export interface AliasRecordsProps {
  readonly zoneId: string;
  /** Host names, each in the zone. */
  readonly names: readonly string[];
  /** What the names lead to: a distribution (`domainName`, `hostedZoneId`) or a load balancer (`dnsName`, `zoneId`). */
  readonly target: { readonly domainName: string; readonly zoneId: string };
  /** Whether Route 53 asks the target for its health. Not for a distribution, which refuses it. Default false. */
  readonly checksHealth?: boolean;
}

/** The addresses of the platform: A and AAAA, both leading to the CDN or, where there is none, to the load balancer. */
export class AliasRecords extends Construct {
  constructor(scope: Construct, id: string, props: AliasRecordsProps) {
    super(scope, id);
    // Numbered and not named: the id becomes an address, which a domain must not be part of.
    for (const [at, name] of props.names.entries())
      for (const type of ['A', 'AAAA'])
        new Route53Record(this, `${type.toLowerCase()}-${at + 1}`, {
          zoneId: props.zoneId,
          name,
          type,
          alias: {
            name: props.target.domainName,
            zoneId: props.target.zoneId,
            evaluateTargetHealth: props.checksHealth ?? false,
          },
        });
  }
}
