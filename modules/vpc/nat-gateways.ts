import { Eip } from '@cdktf/provider-aws/lib/eip/index.js';
import type { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { Construct } from 'constructs';
import { zoneSuffix } from './plan.ts';

export interface NatGatewaysProps {
  readonly namePrefix: string;
  /** The public subnet of each zone. */
  readonly subnetIdsByZone: ReadonlyMap<string, string>;
  readonly internetGateway: InternetGateway;
}

/** A NAT gateway with its own address in every zone: losing a zone costs the others nothing (architecture.md 1.1). */
export class NatGateways extends Construct {
  readonly idsByZone: ReadonlyMap<string, string>;
  readonly publicIps: readonly string[];

  constructor(scope: Construct, id: string, props: NatGatewaysProps) {
    super(scope, id);
    const made = [...props.subnetIdsByZone].map(([zone, subnetId]) => {
      const name = `${props.namePrefix}-nat-${zoneSuffix(zone)}`;
      const address = new Eip(this, `address-${zoneSuffix(zone)}`, {
        domain: 'vpc',
        tags: { Name: name },
        dependsOn: [props.internetGateway],
      });
      const gateway = new NatGateway(this, `gateway-${zoneSuffix(zone)}`, {
        allocationId: address.allocationId,
        subnetId,
        tags: { Name: name },
        dependsOn: [props.internetGateway],
      });
      return { zone, gateway, address };
    });
    this.idsByZone = new Map(made.map(({ zone, gateway }) => [zone, gateway.id]));
    this.publicIps = made.map(({ address }) => address.publicIp);
  }
}
