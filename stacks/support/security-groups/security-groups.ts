import { DataAwsEc2ManagedPrefixList } from '@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from 'constructs';
import { enforceRules, type Rule } from '../../../modules/rule.ts';
import { allowedPaths, type Path, type Ports, type SecurityGroupIds } from './paths.ts';

export interface SecurityGroupRulesProps {
  readonly ids: SecurityGroupIds;
  /** IPv4 blocks that may reach the load balancer; empty where CloudFront is in front: then its prefix list may (ruling B15). */
  readonly ingressCidrs: readonly string[];
}

interface Visitor {
  readonly suffix: string;
  readonly peer: { readonly cidrIpv4: string } | { readonly prefixListId: string };
}

/** AWS's list of the addresses from which CloudFront asks origins. */
const CLOUDFRONT_PREFIX_LIST = 'com.amazonaws.global.cloudfront.origin-facing';

const rules: readonly Rule<{ readonly ids: SecurityGroupIds }>[] = [
  {
    id: 'security-groups/no-empty-id',
    reads: ['ids'],
    allowed: 'an id for each group, and no entry for a group that the environment does not have',
    remedy: 'Leave the entry out: an empty id becomes a rule that AWS refuses or, worse, that names nobody.',
    holds: ({ ids }) =>
      Object.values(ids).every((id: unknown) => id === undefined || (typeof id === 'string' && id !== '')),
  },
];

/**
 * All rules of all security groups, both ends of each path, drawn from one table (architecture.md 6.3). A path whose
 * group is missing is not drawn.
 */
export class SecurityGroupRules extends Construct {
  /** What was drawn. */
  readonly paths: readonly Path[];

  constructor(scope: Construct, id: string, props: SecurityGroupRulesProps) {
    super(scope, id);
    enforceRules(this, props, rules);
    const { ids } = props;
    const visitors = this.#visitors(props.ingressCidrs);

    this.paths = allowedPaths(ids.proxy !== undefined).filter(
      ({ from, to }) =>
        (from === 'visitors' || ids[from] !== undefined) && (to === 'internet' || ids[to] !== undefined),
    );
    for (const path of this.paths)
      this.#draw(
        path,
        path.from === 'visitors' ? undefined : ids[path.from],
        path.to === 'internet' ? undefined : ids[path.to],
        visitors,
      );
  }

  #draw(path: Path, source: string | undefined, target: string | undefined, visitors: readonly Visitor[]): void {
    const name = `${path.from}-to-${path.to}-${nameOf(path.ports)}`;
    const common = { description: path.why, ...protocolAndPorts(path.ports), tags: { Name: name } };
    if (source !== undefined)
      new VpcSecurityGroupEgressRule(this, `${name}-out`, {
        securityGroupId: source,
        ...common,
        ...(target === undefined ? { cidrIpv4: '0.0.0.0/0' } : { referencedSecurityGroupId: target }),
      });
    if (target === undefined) return;
    const peers = source === undefined ? visitors : [{ suffix: '', peer: { referencedSecurityGroupId: source } }];
    for (const { suffix, peer } of peers)
      new VpcSecurityGroupIngressRule(this, `${name}-in${suffix}`, { securityGroupId: target, ...common, ...peer });
  }

  /** Who comes to the load balancer: the listed blocks, or CloudFront where none is listed. */
  #visitors(ingressCidrs: readonly string[]): readonly Visitor[] {
    if (ingressCidrs.length > 0)
      return ingressCidrs.map((cidrIpv4, at) => ({ suffix: `-${at + 1}`, peer: { cidrIpv4 } }));
    const list = new DataAwsEc2ManagedPrefixList(this, 'cloudfront', { name: CLOUDFRONT_PREFIX_LIST });
    return [{ suffix: '', peer: { prefixListId: list.id } }];
  }
}

function nameOf(ports: Ports): string {
  return typeof ports === 'object' ? ports.join('-') : String(ports);
}

function protocolAndPorts(ports: Ports) {
  if (ports === 'all') return { ipProtocol: '-1' };
  const [fromPort, toPort] = typeof ports === 'number' ? [ports, ports] : ports;
  return { ipProtocol: 'tcp', fromPort, toPort };
}
