import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import type { AlbSettings } from './settings.ts';

export interface TargetGroupProps extends Required<AlbSettings> {
  readonly namePrefix: string;
  /** What stands behind it, the middle of its name. */
  readonly service: string;
  readonly port: number;
  readonly vpcId: string;
}

/**
 * Pods by address (architecture.md 5.4); TargetGroupBindings of the platform stack put them in (ruling B17). The name ends
 * with a digest of everything that forces a replacement: the new group can then stand beside the old one while the
 * listener still uses that.
 */
export class TargetGroup extends Construct {
  readonly group: LbTargetGroup;

  constructor(scope: Construct, id: string, props: TargetGroupProps) {
    super(scope, id);
    const replacing = {
      port: props.port,
      protocol: 'HTTP',
      protocolVersion: 'HTTP1',
      targetType: 'ip',
      vpcId: props.vpcId,
    };
    const digest: string = Fn.substr(Fn.sha256(Fn.join('|', Object.values(replacing).map(String))), 0, 6);
    const name = `${props.namePrefix}-${props.service}-${digest}`;
    this.group = new LbTargetGroup(this, 'group', {
      name,
      ...replacing,
      deregistrationDelay: String(props.deregistrationDelaySeconds),
      healthCheck: {
        path: props.healthCheckPath,
        protocol: 'HTTP',
        port: 'traffic-port',
        matcher: '200',
        healthyThreshold: props.healthyThreshold,
        unhealthyThreshold: props.unhealthyThreshold,
        interval: props.healthCheckIntervalSeconds,
        timeout: props.healthCheckTimeoutSeconds,
      },
      stickiness: { enabled: true, type: 'lb_cookie', cookieDuration: props.stickinessSeconds },
      tags: { Name: `${props.namePrefix}-${props.service}` },
      lifecycle: { createBeforeDestroy: true },
    });
  }
}
