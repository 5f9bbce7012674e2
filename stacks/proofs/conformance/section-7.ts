import { managedPolicies, mayDo, trusted } from './access-readings.ts';
import { inSection, type Passage, prodOnly, same, type Value } from './passage.ts';

const roles = inSection('7');
const row = (role: string, service: string, who: Value, policies: string, ...what: Value[]): Passage[] => [
  roles.cell(role, '연결 서비스', service, who),
  roles.cell(role, '주요 정책', policies, ...what),
];
const may = (name: RegExp, ...policies: string[]) =>
  same(`policies of ${name.source}`, managedPolicies(name), policies.sort());
const trusts = (name: RegExp, ...who: string[]) => same(`who takes ${name.source}`, trusted(name), who);

const CLUSTER = /-eks-cluster$/;
const NODE = /-eks-node$/;
const CNI = /-vpc-cni$/;
const CSI = /-ebs-csi$/;
const PROXY = /-rds-proxy$/;
const MONITORING = /-rds-monitoring$/;
const WORKER = /-ticket-worker$/;
const EDGE = /-lambda-edge$/;

/** The documented roles (architecture.md 7). */
export const section7: readonly Passage[] = [
  ...row(
    'EKS Cluster Role',
    'EKS',
    trusts(CLUSTER, 'eks.amazonaws.com'),
    'AmazonEKSClusterPolicy, VPCResourceController',
    may(CLUSTER, 'AmazonEKSClusterPolicy', 'AmazonEKSVPCResourceController'),
  ),
  ...row(
    'EKS Node Role',
    'EC2 (Worker)',
    trusts(NODE, 'ec2.amazonaws.com'),
    'EKSWorkerNodePolicy, CNI, ECR ReadOnly, SSM',
    may(
      NODE,
      'AmazonEKSWorkerNodePolicy',
      'AmazonEKS_CNI_Policy',
      'AmazonEC2ContainerRegistryReadOnly',
      'AmazonSSMManagedInstanceCore',
    ),
  ),
  ...row(
    'VPC CNI IRSA',
    'aws-node SA',
    trusts(CNI, 'system:serviceaccount:kube-system:aws-node'),
    'AmazonEKS_CNI_Policy',
    may(CNI, 'AmazonEKS_CNI_Policy'),
  ),
  ...row(
    'EBS CSI IRSA',
    'ebs-csi SA',
    trusts(CSI, 'system:serviceaccount:kube-system:ebs-csi-controller-sa'),
    'AmazonEBSCSIDriverPolicy',
    may(CSI, 'AmazonEBSCSIDriverPolicy'),
  ),
  ...row(
    'RDS Proxy Role',
    'RDS Proxy',
    prodOnly('who takes the proxy role', trusted(PROXY), ['rds.amazonaws.com']),
    'SecretsManager GetSecretValue',
    prodOnly('the proxy reads secrets', mayDo(PROXY, 'secretsmanager:GetSecretValue'), true),
  ),
  ...row(
    'RDS Monitoring Role',
    'RDS',
    trusts(MONITORING, 'monitoring.rds.amazonaws.com'),
    'EnhancedMonitoringRole',
    may(MONITORING, 'AmazonRDSEnhancedMonitoringRole'),
  ),
  ...row(
    'Lambda Worker Role',
    'Lambda',
    trusts(WORKER, 'lambda.amazonaws.com'),
    'LambdaBasicExecution, VPCAccess, SQS',
    may(WORKER, 'AWSLambdaBasicExecutionRole', 'AWSLambdaVPCAccessExecutionRole'),
    same('the worker reads the queue', mayDo(WORKER, 'sqs:ReceiveMessage'), true),
  ),
  ...row(
    'Lambda@Edge Role',
    'Lambda@Edge',
    prodOnly('who takes the edge role', trusted(EDGE), ['edgelambda.amazonaws.com', 'lambda.amazonaws.com']),
    'LambdaBasicExecution (+ edgelambda principal)',
    prodOnly('policies of the edge role', managedPolicies(EDGE), ['AWSLambdaBasicExecutionRole']),
  ),
];
