import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group/index.js';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { Vpc as AwsVpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { Construct } from 'constructs';
import { enforceRules } from '../rule.ts';
import type { Subnets, SubnetTier } from '../subnets.ts';
import { FlowLogs } from './flow-logs.ts';
import { NatGateways } from './nat-gateways.ts';
import { distinctSubnets } from './plan.ts';
import { vpcRules } from './rules.ts';
import { type VpcSettings, vpcDefaults } from './settings.ts';
import { TierSubnets } from './tier-subnets.ts';

export interface VpcProps extends VpcSettings {
  /** Start of every name, for example `urr-prod`. */
  readonly namePrefix: string;
  /** Name of the EKS cluster, literal: subnets are tagged with it so that load balancers and autoscalers find them. */
  readonly clusterName: string;
  /** Role that VPC Flow Logs assumes to write into the log group. */
  readonly flowLogsRoleArn: string;
  /** KMS key of the flow log group. Default: the key of CloudWatch Logs. */
  readonly logsKeyArn?: string;
}

/**
 * The network: five tiers in two zones, a NAT gateway per zone, flow logs, a default security group that allows nothing
 * (architecture.md 1.1 to 1.3). Synthesis fails on foreign, overlapping or unisolated tiers: rules.ts.
 */
export class Vpc extends Construct {
  readonly vpc: AwsVpc;
  readonly vpcId: string;
  /** The block of the VPC, literal. */
  readonly cidr: string;
  readonly availabilityZones: readonly string[];
  readonly subnets: { readonly [Tier in SubnetTier]: Subnets<Tier> };
  /** Every route table, for gateway endpoints (architecture.md 1.4). */
  readonly routeTableIds: readonly string[];
  /** Addresses from which the system speaks to the internet, one per zone: what a payment provider puts on its list. */
  readonly natPublicIps: readonly string[];
  readonly internetGateway: InternetGateway;

  constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);
    const settings = { ...vpcDefaults, ...props };
    enforceRules(this, settings, vpcRules);
    const { namePrefix, clusterName } = props;

    this.cidr = settings.cidr;
    this.availabilityZones = settings.availabilityZones;
    this.vpc = new AwsVpc(this, 'vpc', {
      cidrBlock: settings.cidr,
      // Private DNS names of the interface endpoints need both.
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: namePrefix },
    });
    this.vpcId = this.vpc.id;
    this.internetGateway = new InternetGateway(this, 'internet-gateway', {
      vpcId: this.vpcId,
      tags: { Name: namePrefix },
    });
    // Whatever is started without a group of its own gets this one, which lets nothing in or out (CKV2_AWS_12).
    new DefaultSecurityGroup(this, 'default-security-group', {
      vpcId: this.vpcId,
      tags: { Name: `${namePrefix}-default-closed` },
    });

    const planned = distinctSubnets(settings);
    const tier = <Tier extends SubnetTier>(name: Tier, natGatewayIds: ReadonlyMap<string, string>) =>
      new TierSubnets(this, name, {
        tier: name,
        planned: planned.filter((subnet) => subnet.tier === name),
        vpcId: this.vpcId,
        namePrefix,
        clusterName,
        internetGatewayId: this.internetGateway.id,
        natGatewayIds,
      });
    const open = tier('public', new Map());
    const nat = new NatGateways(this, 'nat', {
      namePrefix,
      subnetIdsByZone: open.idsByZone,
      internetGateway: this.internetGateway,
    });
    const app = tier('app', nat.idsByZone);
    const database = tier('database', nat.idsByZone);
    const cache = tier('cache', nat.idsByZone);
    const streaming = tier('streaming', nat.idsByZone);
    this.subnets = {
      public: open.subnets,
      app: app.subnets,
      database: database.subnets,
      cache: cache.subnets,
      streaming: streaming.subnets,
    };
    this.routeTableIds = [open, app, database, cache, streaming].flatMap(({ routeTableIds }) => routeTableIds);
    this.natPublicIps = nat.publicIps;
    new FlowLogs(this, 'flow-logs', {
      namePrefix,
      vpcId: this.vpcId,
      roleArn: props.flowLogsRoleArn,
      retentionDays: settings.flowLogRetentionDays,
      ...(props.logsKeyArn === undefined ? {} : { keyArn: props.logsKeyArn }),
    });
  }
}
