/** Limits of AWS and Kubernetes that the platform's numbers are held against, each with the page that says it. */

/** An EC2 type as the scheduler sees it. */
export interface NodeType {
  readonly cpuMillis: number;
  readonly memoryMib: number;
  readonly networkCards: number;
  readonly addressesPerCard: number;
}

/** Amazon EC2 Instance Types, "Specifications for Amazon EC2 general purpose instances". */
export const nodeTypes: Readonly<Record<string, NodeType>> = {
  't3.small': { cpuMillis: 2_000, memoryMib: 2_048, networkCards: 3, addressesPerCard: 4 },
  't3.medium': { cpuMillis: 2_000, memoryMib: 4_096, networkCards: 3, addressesPerCard: 6 },
  't3.large': { cpuMillis: 2_000, memoryMib: 8_192, networkCards: 3, addressesPerCard: 12 },
};

export const limits = {
  /** Share of a machine's memory that the hypervisor and the kernel keep (Karpenter, "vmMemoryOverheadPercent"). */
  memoryKept: 0.075,
  /** MiB at which the kubelet evicts (Kubernetes, "Node-pressure Eviction": memory.available<100Mi). */
  evictionMib: 100,
  /** Millicores that nodeadm keeps of two cores (awslabs/amazon-eks-ami, "nodeadm"). */
  kubeletMillis: 70,
  /** Addresses of a prefix (Amazon EKS User Guide, "Assign more IP addresses to Amazon EKS nodes with prefixes"). */
  addressesPerPrefix: 16,
  /** Slots of a node below 30 vCPU, however many addresses it has (same page). */
  slotsPerNode: 110,
  /** Addresses that AWS keeps of each subnet (Amazon VPC User Guide, "Subnet CIDR reservations"). */
  keptAddresses: 5,
  /** Addresses that a load balancer takes at most (Elastic Load Balancing, "Subnets for your load balancer"). */
  balancerAddresses: 100,
  /** Requests a second of one execution environment (AWS Lambda Developer Guide, "Lambda function scaling"). */
  requestsPerExecution: 10,
  /** Executions at once of a new account, and those that reservations must leave (AWS Lambda Developer Guide, "Lambda quotas"). */
  accountExecutions: 1_000,
  unreservedExecutions: 100,
  /** Requests a second and burst of an account in a region (Amazon API Gateway Developer Guide, "Amazon API Gateway quotas"). */
  apiRate: 10_000,
  apiBurst: 5_000,
  /** Writes a second of one partition (Amazon DynamoDB Developer Guide, "Burst and adaptive capacity"). */
  partitionWrites: 1_000,
  /** Writes a second of a new on-demand table (Amazon DynamoDB Developer Guide, "On-demand capacity mode"). */
  newTableWrites: 4_000,
  /** Calls a second of one action on a FIFO queue without high throughput (Amazon SQS Developer Guide, "FIFO queue quotas"). */
  fifoCalls: 300,
  /** Messages in flight of a FIFO queue (same page). */
  fifoInFlight: 120_000,
} as const;

/** What EKS runs on every node: aws-node with its policy agent, kube-proxy, ebs-csi-node (requests of the add-ons' manifests). */
export const perNode = { pods: 3, cpuMillis: 50 + 100 + 30, memoryMib: 120 } as const;

/** What EKS runs once: two coredns, two ebs-csi-controllers (requests of the add-ons' manifests). */
export const perCluster = { pods: 4, cpuMillis: 2 * 100 + 2 * 60, memoryMib: 2 * 70 + 2 * 240 } as const;
