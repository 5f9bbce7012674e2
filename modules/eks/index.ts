import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster/index.js';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { Fn, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { enforceRules } from '../rule.ts';
import type { Subnets } from '../subnets.ts';
import { Access } from './access.ts';
import { Addons, vpcCniConfiguration } from './addons.ts';
import { NodeGroup } from './node-group.ts';
import { eksRules } from './rules.ts';
import { type EksSettings, eksDefaults } from './settings.ts';

export interface EksProps extends EksSettings {
  /** Name of the cluster and start of the others: `urr-spring` makes `urr-spring-ng-initial` (architecture.md 2.2, ruling D3). */
  readonly clusterPrefix: string;
  readonly vpcId: string;
  /** Where nodes, pods and the control plane's network cards live (architecture.md 2.2). */
  readonly subnets: Subnets<'app'>;
  /** Role of the control plane (architecture.md 7). */
  readonly clusterRoleArn: string;
  /** Role of the nodes (architecture.md 7). */
  readonly nodeRoleArn: string;
  /** Role of the service account `aws-node` (architecture.md 2.3). */
  readonly vpcCniRoleArn: string;
  /** Role of the service account `ebs-csi-controller-sa` (architecture.md 2.3). */
  readonly ebsCsiRoleArn: string;
  /** KMS key of the Kubernetes secrets (architecture.md 2.1). */
  readonly secretsKeyArn: string;
  /** KMS key of the control plane's logs. Default: CloudWatch's own key. */
  readonly logsKeyArn?: string;
  /** Roles that administer the cluster, CI first: whoever creates it gets no rights. */
  readonly adminRoleArns: readonly string[];
  /** What must stand before the cluster: the policies of its two roles. */
  readonly waitFor?: readonly ITerraformDependable[];
}

/**
 * The cluster: control plane with a private endpoint, one managed node group, four add-ons and the identity provider of
 * the service accounts (architecture.md 2.1 to 2.3). In this order, else nodes never become ready: log group, cluster,
 * vpc-cni and kube-proxy, nodes, coredns and ebs-csi. Both security groups are empty; their rules stand with all others.
 */
export class Eks extends Construct {
  readonly cluster: EksCluster;
  readonly clusterName: string;
  readonly logGroup: CloudwatchLogGroup;
  readonly oidcProvider: IamOpenidConnectProvider;
  readonly oidcProviderArn: string;
  /** Host and path of the issuer, without `https://`, as trust policies name it. */
  readonly oidcIssuer: string;
  /** The group that nodes and pods carry (ruling B10). */
  readonly nodeSecurityGroupId: string;
  /** The additional group of the control plane's network cards. */
  readonly controlPlaneSecurityGroupId: string;
  readonly nodes: NodeGroup;
  /** vpc-cni and kube-proxy, before the nodes. */
  readonly networkAddons: Addons;
  /** coredns and aws-ebs-csi-driver, whose pods need nodes. */
  readonly workloadAddons: Addons;

  constructor(scope: Construct, id: string, props: EksProps) {
    super(scope, id);
    const settings = { ...eksDefaults, ...props };
    enforceRules(this, settings, eksRules);
    const name = props.clusterPrefix;

    // EKS makes the group itself when it is missing, and then keeps logs for ever.
    this.logGroup = new CloudwatchLogGroup(this, 'logs', {
      name: `/aws/eks/${name}/cluster`,
      retentionInDays: settings.logRetentionDays,
      ...(props.logsKeyArn === undefined ? {} : { kmsKeyId: props.logsKeyArn }),
    });
    this.controlPlaneSecurityGroupId = this.#group('control-plane', name, props.vpcId);
    this.nodeSecurityGroupId = this.#group('nodes', name, props.vpcId);

    this.cluster = new EksCluster(this, 'cluster', {
      name,
      version: settings.kubernetesVersion,
      roleArn: props.clusterRoleArn,
      enabledClusterLogTypes: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
      vpcConfig: {
        subnetIds: [...props.subnets.ids],
        securityGroupIds: [this.controlPlaneSecurityGroupId],
        endpointPrivateAccess: true,
        endpointPublicAccess: false,
      },
      encryptionConfig: { resources: ['secrets'], provider: { keyArn: props.secretsKeyArn } },
      kubernetesNetworkConfig: { ipFamily: 'ipv4', serviceIpv4Cidr: settings.serviceCidr },
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
      // The add-ons below install them; two owners would overwrite each other.
      bootstrapSelfManagedAddons: false,
      // STANDARD lets AWS upgrade the cluster on a day of its choosing; stacks/lifecycle.ts warns 90 days ahead instead.
      upgradePolicy: { supportType: 'EXTENDED' },
      dependsOn: [this.logGroup, ...(props.waitFor ?? [])],
    });
    this.clusterName = this.cluster.name;

    const issuer = this.cluster.identity.get(0).oidc.get(0).issuer;
    // No thumbprint: IAM checks EKS's certificate against its own list of authorities.
    this.oidcProvider = new IamOpenidConnectProvider(this, 'oidc', {
      url: issuer,
      clientIdList: ['sts.amazonaws.com'],
    });
    this.oidcProviderArn = this.oidcProvider.arn;
    this.oidcIssuer = Fn.replace(issuer, 'https://', '');

    new Access(this, 'access', { clusterName: this.clusterName, adminRoleArns: props.adminRoleArns });
    const addons = { clusterName: this.clusterName, versions: settings.addonVersions };
    this.networkAddons = new Addons(this, 'network', {
      ...addons,
      waitFor: [],
      addons: { 'vpc-cni': { roleArn: props.vpcCniRoleArn, configuration: vpcCniConfiguration }, 'kube-proxy': {} },
    });
    this.nodes = new NodeGroup(this, 'nodes', {
      ...settings,
      clusterName: this.clusterName,
      nodeSecurityGroupId: this.nodeSecurityGroupId,
      subnetIds: props.subnets.ids,
      waitFor: [...this.networkAddons.all, ...(props.waitFor ?? [])],
    });
    this.workloadAddons = new Addons(this, 'workload', {
      ...addons,
      waitFor: [this.nodes.nodeGroup],
      addons: { coredns: {}, 'aws-ebs-csi-driver': { roleArn: props.ebsCsiRoleArn } },
    });
  }

  #group(what: 'control-plane' | 'nodes', name: string, vpcId: string): string {
    return new SecurityGroup(this, `${what}-group`, {
      name: `${name}-${what}`,
      description: `EKS ${what} of ${name}; rules stand in the security group matrix`,
      vpcId,
      tags: { Name: `${name}-${what}` },
    }).id;
  }
}
