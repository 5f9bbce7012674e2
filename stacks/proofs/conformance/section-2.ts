import { addonRole, controlPlaneLogDays, encrypted, nodeDisk } from './cluster-readings.ts';
import { inManifests, objectsOf } from './manifest-readings.ts';
import { deviates, each, inSection, onceThere, type Passage, same } from './passage.ts';
import { namedByPolicies } from './policy-readings.ts';
import { cidrsOf, count, subnetsOf, the } from './readings.ts';

const plane = inSection('2.1');
const nodes = inSection('2.2');
const addons = inSection('2.3');
const between = inSection('2.4');
const nine = ['auth', 'catalog', 'community', 'gateway', 'payment', 'queue', 'stats', 'ticket', 'frontend'];
const mesh = inManifests('Istio or Linkerd', (built) => /istio|linkerd/i.test(JSON.stringify(objectsOf(built))));
const group = (path: string) => the('aws_eks_node_group', path);

const addon = (name: string, role: readonly [string, unknown], purpose: string): Passage[] => [
  addons.cell(name, 'IRSA', role[0], same(`role of ${name}`, addonRole(name), role[1])),
  addons.cell(name, '역할', purpose, same(`add-on ${name}`, count('aws_eks_addon', { addon_name: name }), 1)),
];

/** The cluster (architecture.md 2). */
export const section2: readonly Passage[] = [
  plane.cell(
    'Kubernetes 버전',
    '값',
    '1.28',
    deviates(same('version', the('aws_eks_cluster', 'version'), '1.28'), 'A1', '1.35'),
  ),
  plane.cell(
    '엔드포인트 접근',
    '값',
    'Private Only (Public 비활성화)',
    same('private endpoint', the('aws_eks_cluster', 'vpc_config.endpoint_private_access'), true),
    same('public endpoint', the('aws_eks_cluster', 'vpc_config.endpoint_public_access'), false),
  ),
  plane.cell(
    'KMS 암호화',
    '값',
    'Secrets at-rest 암호화',
    same('encrypted with a key', encrypted, ['secrets', 'aws_kms_key']),
  ),
  plane.cell(
    '컨트롤 플레인 로깅',
    '값',
    'api, audit, authenticator, controllerManager, scheduler',
    same('log types', the('aws_eks_cluster', 'enabled_cluster_log_types'), [
      'api',
      'audit',
      'authenticator',
      'controllerManager',
      'scheduler',
    ]),
  ),
  plane.cell('로그 보관', '값', 'CloudWatch 7일', same('days of logs', controlPlaneLogDays, 7)),

  ...nodes.pair(
    '이름',
    ['urr-spring-ng-initial', 'urr-staging-ng-initial'],
    each('name', group('node_group_name'), 'urr-spring-ng-initial', 'urr-staging-ng-initial'),
  ),
  ...nodes.pair(
    '인스턴스 타입',
    ['t3.medium', 't3.small'],
    each('instance types', group('instance_types'), ['t3.medium'], ['t3.small']),
  ),
  ...nodes.pair(
    'Desired / Min / Max',
    ['3 / 2 / 5', '2 / 1 / 3'],
    each('desired', group('scaling_config.desired_size'), 3, 2),
    each('min', group('scaling_config.min_size'), 2, 1),
    each('max', group('scaling_config.max_size'), 5, 3),
  ),
  ...nodes.pair('용량 타입', ['ON_DEMAND', 'SPOT'], each('capacity', group('capacity_type'), 'ON_DEMAND', 'SPOT')),
  ...nodes.pair('디스크', ['20 GB', '20 GB'], same('disk in GB', nodeDisk, 20)),
  ...nodes.pair(
    '서브넷',
    ['App 서브넷 (2 AZ)', 'App 서브넷 (2 AZ)'],
    each('subnets', cidrsOf('aws_eks_node_group', 'subnet_ids'), subnetsOf('app', 'prod'), subnetsOf('app', 'staging')),
  ),
  ...nodes.pair('레이블', ['role: initial', 'role: initial'], same('labels', group('labels'), { role: 'initial' })),

  ...addon(
    'vpc-cni',
    ['aws-node SA → AmazonEKS_CNI_Policy', ['system:serviceaccount:kube-system:aws-node', 'AmazonEKS_CNI_Policy']],
    'Pod 네트워킹',
  ),
  ...addon('kube-proxy', ['-', 'none'], '서비스 프록시'),
  ...addon('coredns', ['-', 'none'], '클러스터 DNS'),
  ...addon(
    'aws-ebs-csi-driver',
    [
      'ebs-csi-controller-sa → EBSCSIDriverPolicy',
      ['system:serviceaccount:kube-system:ebs-csi-controller-sa', 'AmazonEBSCSIDriverPolicy'],
    ],
    'EBS 볼륨 관리',
  ),

  between.line(
    'Istio / Linkerd 미사용. Kubernetes 네이티브 NetworkPolicy로 서비스 간 통신 제어.',
    onceThere(8, 'k8s/spring/overlays/prod/kustomization.yaml', same('a mesh in the manifests', mesh, false)),
    onceThere(8, 'k8s/spring/base/network-policies.yaml', same('services under a policy', namedByPolicies, nine)),
  ),
];
