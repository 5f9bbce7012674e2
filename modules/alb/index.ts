import { Lb } from '@cdktf/provider-aws/lib/lb/index.js';
import type { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { enforceRules } from '../rule.ts';
import type { Subnets } from '../subnets.ts';
import { Listeners } from './listeners.ts';
import { albRules } from './rules.ts';
import { type AlbSettings, albDefaults, albTargets } from './settings.ts';
import { TargetGroup } from './target-group.ts';

export interface AlbProps extends AlbSettings {
  /** Start of every name, for example `urr-prod`; at most 16 characters. */
  readonly namePrefix: string;
  readonly vpcId: string;
  readonly subnets: Subnets<'public'>;
  /** Certificate in the region of the balancer (ruling A8). */
  readonly certificateArn: string;
  /** Bucket of the access logs (architecture.md 5.9). */
  readonly logsBucketName: string;
  /** Values of X-Custom-Header that are let in, the present and the next one; empty where there is no CDN (rulings B14, B15). */
  readonly originHeaderValues: readonly string[];
  /** What must be there first: the policy that lets the balancer write into the bucket. */
  readonly waitFor?: readonly ITerraformDependable[];
}

/**
 * The internet-facing load balancer with its listeners and two target groups (architecture.md 5.4). Two security groups,
 * one per port: the prefix list of CloudFront fills 55 of the 60 rules of a group (ruling A6).
 */
export class Alb extends Construct {
  readonly alb: Lb;
  readonly dnsName: string;
  /** Hosted zone of `dnsName`, for alias records. */
  readonly zoneId: string;
  /** The two groups; their rules are drawn in stacks/support/security-groups. */
  readonly securityGroupIds: { readonly https: string; readonly http: string };
  readonly targetGroups: { readonly gateway: LbTargetGroup; readonly frontend: LbTargetGroup };
  readonly listeners: Listeners;

  constructor(scope: Construct, id: string, props: AlbProps) {
    super(scope, id);
    const settings = { ...albDefaults, ...props };
    enforceRules(this, settings, albRules);

    this.securityGroupIds = { https: this.#group('https', 443, props), http: this.#group('http', 80, props) };
    this.alb = new Lb(this, 'alb', {
      name: `${props.namePrefix}-alb`,
      loadBalancerType: 'application',
      internal: false,
      subnets: [...props.subnets.ids],
      securityGroups: [this.securityGroupIds.https, this.securityGroupIds.http],
      enableDeletionProtection: settings.deletionProtection,
      // A header that no RFC allows is how requests are smuggled past the gateway.
      dropInvalidHeaderFields: true,
      desyncMitigationMode: 'defensive',
      accessLogs: { enabled: true, bucket: props.logsBucketName, prefix: 'alb' },
      tags: { Name: `${props.namePrefix}-alb` },
      ...(props.waitFor === undefined ? {} : { dependsOn: [...props.waitFor] }),
    });
    this.dnsName = this.alb.dnsName;
    this.zoneId = this.alb.zoneId;
    const targetGroup = (service: keyof typeof albTargets) =>
      new TargetGroup(this, service, { ...settings, service, ...albTargets[service] }).group;
    this.targetGroups = { gateway: targetGroup('gateway'), frontend: targetGroup('frontend') };
    this.listeners = new Listeners(this, 'listeners', {
      loadBalancerArn: this.alb.arn,
      certificateArn: props.certificateArn,
      sslPolicy: settings.sslPolicy,
      originHeaderValues: props.originHeaderValues,
      targetGroupArns: { gateway: this.targetGroups.gateway.arn, frontend: this.targetGroups.frontend.arn },
    });
  }

  #group(kind: string, port: number, { namePrefix, vpcId }: AlbProps): string {
    const name = `${namePrefix}-alb-${kind}`;
    return new SecurityGroup(this, `security-group-${kind}`, {
      name,
      description: `Load balancer, port ${port}`,
      vpcId,
      tags: { Name: name },
    }).id;
  }
}
