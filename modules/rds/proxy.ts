import type { DbInstance } from '@cdktf/provider-aws/lib/db-instance/index.js';
import { DbProxy } from '@cdktf/provider-aws/lib/db-proxy/index.js';
import { DbProxyDefaultTargetGroup } from '@cdktf/provider-aws/lib/db-proxy-default-target-group/index.js';
import { DbProxyTarget } from '@cdktf/provider-aws/lib/db-proxy-target/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

interface RdsProxyProps {
  readonly name: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly roleArn: string;
  readonly secretArns: readonly string[];
  /** Percent of the server's connections. */
  readonly maxConnectionsPercent: number;
  /** Percent of the server's connections. */
  readonly maxIdleConnectionsPercent: number;
  readonly instance: DbInstance;
  readonly waitFor: readonly ITerraformDependable[];
}

/** RDS Proxy: the few connections of a small server shared by all pods and functions (architecture.md 5.1). */
export class RdsProxy extends Construct {
  readonly proxy: DbProxy;
  readonly securityGroup: SecurityGroup;
  readonly target: DbProxyTarget;

  constructor(scope: Construct, id: string, props: RdsProxyProps) {
    super(scope, id);
    this.securityGroup = new SecurityGroup(this, 'group', {
      name: props.name,
      description: 'RDS Proxy: admits nodes and the ticket worker, reaches the server',
      vpcId: props.vpcId,
      tags: { Name: props.name },
    });
    this.proxy = new DbProxy(this, 'proxy', {
      name: props.name,
      engineFamily: 'POSTGRESQL',
      auth: props.secretArns.map((secretArn) => ({
        authScheme: 'SECRETS',
        iamAuth: 'DISABLED',
        clientPasswordAuthType: 'POSTGRES_SCRAM_SHA_256',
        secretArn,
      })),
      roleArn: props.roleArn,
      requireTls: true,
      idleClientTimeout: 1_800,
      debugLogging: false,
      vpcSubnetIds: [...props.subnetIds],
      vpcSecurityGroupIds: [this.securityGroup.id],
      dependsOn: [...props.waitFor],
      tags: { Name: props.name },
    });
    const targetGroup = new DbProxyDefaultTargetGroup(this, 'target-group', {
      dbProxyName: this.proxy.name,
      connectionPoolConfig: {
        maxConnectionsPercent: props.maxConnectionsPercent,
        maxIdleConnectionsPercent: props.maxIdleConnectionsPercent,
        // Longer than a failover of the standby takes, shorter than a browser waits.
        connectionBorrowTimeout: 20,
      },
    });
    this.target = new DbProxyTarget(this, 'target', {
      dbProxyName: this.proxy.name,
      targetGroupName: targetGroup.name,
      dbInstanceIdentifier: props.instance.identifier,
    });
  }
}
