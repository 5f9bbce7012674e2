/** The add-ons of architecture.md 2.3. */
export type EksAddonName = 'vpc-cni' | 'kube-proxy' | 'coredns' | 'aws-ebs-csi-driver';

/** What an environment may choose about the cluster; documented values are the defaults (architecture.md 2.1 to 2.3). */
export interface EksSettings {
  /**
   * Kubernetes version of control plane and nodes, `1.35`. Without a default: the documented 1.28 can no longer be created
   * (ruling A1), so the environment passes the deployed one of stacks/lifecycle.ts.
   */
  readonly kubernetesVersion: string;
  /** EC2 types of the nodes, one processor architecture. Default `['t3.medium']` (staging: t3.small). */
  readonly instanceTypes?: readonly string[];
  /** Image of the nodes; must fit the processor of `instanceTypes`. Default `AL2023_x86_64_STANDARD`. */
  readonly amiType?: 'AL2023_x86_64_STANDARD' | 'AL2023_ARM_64_STANDARD';
  /** `ON_DEMAND` or `SPOT`. Default `ON_DEMAND` (staging: SPOT). */
  readonly capacityType?: 'ON_DEMAND' | 'SPOT';
  /** Nodes at the start; afterwards the autoscaler decides. Default 3 (staging: 2). */
  readonly desiredNodes?: number;
  /** Default 2 (staging: 1). */
  readonly minNodes?: number;
  /** Default 5 (staging: 3). */
  readonly maxNodes?: number;
  /** Root volume of a node in GB, encrypted gp3. Default 20. */
  readonly diskGb?: number;
  /** Nodes that an update replaces at a time. Default 1. */
  readonly maxUnavailableNodes?: number;
  /** Pod slots of a node: prefix delegation lifts the limit of the network cards, memory for the kubelet is kept per slot. Default 40. */
  readonly maxPodsPerNode?: number;
  /** Addresses of Kubernetes services, never seen outside the cluster; cannot be changed later. Default `172.20.0.0/16`, what EKS takes beside a VPC in 10.0.0.0/8. */
  readonly serviceCidr?: string;
  /** Days that the control plane's logs are kept. Default 7. */
  readonly logRetentionDays?: number;
  /**
   * Add-on versions, `v1.20.4-eksbuild.2`. Default: none, so EKS installs its default for the Kubernetes version and a
   * later apply leaves it alone. (`most_recent` is an argument of the data source only: domain.md 10.5 #3.)
   */
  readonly addonVersions?: Readonly<Partial<Record<EksAddonName, string>>>;
}

/** The documented values of production (architecture.md 2.1, 2.2) and ours where the document says nothing. */
export const eksDefaults: Required<Omit<EksSettings, 'kubernetesVersion'>> = {
  instanceTypes: ['t3.medium'],
  amiType: 'AL2023_x86_64_STANDARD',
  capacityType: 'ON_DEMAND',
  desiredNodes: 3,
  minNodes: 2,
  maxNodes: 5,
  diskGb: 20,
  maxUnavailableNodes: 1,
  maxPodsPerNode: 40,
  serviceCidr: '172.20.0.0/16',
  logRetentionDays: 7,
  addonVersions: {},
};
