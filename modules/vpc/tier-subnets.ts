import { Route } from '@cdktf/provider-aws/lib/route/index.js';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Construct } from 'constructs';
import type { Subnets, SubnetTier } from '../subnets.ts';
import { type PlannedSubnet, zoneSuffix } from './plan.ts';

export interface TierSubnetsProps<Tier extends SubnetTier> {
  readonly tier: Tier;
  /** The subnets of this tier, one per zone. */
  readonly planned: readonly PlannedSubnet[];
  readonly vpcId: string;
  readonly namePrefix: string;
  readonly clusterName: string;
  readonly internetGatewayId: string;
  /** The NAT gateways by zone; empty for the public tier, in which they stand. */
  readonly natGatewayIds: ReadonlyMap<string, string>;
}

// Where the load balancer controller puts internet-facing and internal load balancers (its guide: subnet discovery).
const BALANCER_TAGS: Partial<Record<SubnetTier, string>> = {
  public: 'kubernetes.io/role/elb',
  app: 'kubernetes.io/role/internal-elb',
};

/** The subnets of one tier with their route tables: one table per zone, so that each goes out through its own zone. */
export class TierSubnets<Tier extends SubnetTier> extends Construct {
  readonly subnets: Subnets<Tier>;
  readonly idsByZone: ReadonlyMap<string, string>;
  readonly routeTableIds: readonly string[];

  constructor(scope: Construct, id: string, props: TierSubnetsProps<Tier>) {
    super(scope, id);
    const made = props.planned.map((planned) => {
      const suffix = zoneSuffix(planned.zone);
      const tags = { Name: `${props.namePrefix}-${props.tier}-${suffix}` };
      const subnet = new Subnet(this, `subnet-${suffix}`, {
        vpcId: props.vpcId,
        cidrBlock: planned.cidr,
        availabilityZone: planned.zone,
        mapPublicIpOnLaunch: false,
        tags: { ...tags, tier: props.tier, ...clusterTags(props.tier, props.clusterName) },
      });
      const table = new RouteTable(this, `routes-${suffix}`, { vpcId: props.vpcId, tags });
      new RouteTableAssociation(this, `association-${suffix}`, { subnetId: subnet.id, routeTableId: table.id });
      this.#defaultRoute(`internet-${suffix}`, planned, table.id, props);
      return { zone: planned.zone, cidr: planned.cidr, subnet, table };
    });
    this.subnets = {
      tier: props.tier,
      ids: made.map(({ subnet }) => subnet.id),
      cidrs: made.map(({ cidr }) => cidr),
    };
    this.idsByZone = new Map(made.map(({ zone, subnet }) => [zone, subnet.id]));
    this.routeTableIds = made.map(({ table }) => table.id);
  }

  /** architecture.md 1.3: public to the internet gateway, NAT tiers to the gateway of their zone, data tiers nowhere. */
  #defaultRoute(id: string, planned: PlannedSubnet, routeTableId: string, props: TierSubnetsProps<Tier>): void {
    const everywhere = { routeTableId, destinationCidrBlock: '0.0.0.0/0' };
    if (planned.egress === 'igw') new Route(this, id, { ...everywhere, gatewayId: props.internetGatewayId });
    if (planned.egress !== 'nat') return;
    const natGatewayId = props.natGatewayIds.get(planned.zone);
    if (natGatewayId !== undefined) new Route(this, id, { ...everywhere, natGatewayId });
  }
}

function clusterTags(tier: SubnetTier, clusterName: string): Record<string, string> {
  const role = BALANCER_TAGS[tier];
  return role === undefined ? {} : { [role]: '1', [`kubernetes.io/cluster/${clusterName}`]: 'shared' };
}
