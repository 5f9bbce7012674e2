import { endpoint, natZones, region, wayOut, zoneOf, zones } from './network-readings.ts';
import { each, inSection, type Passage, same } from './passage.ts';
import { cidrsOf, count, subnetsOf, type Tier, the } from './readings.ts';

const both = (tier: Tier) => [subnetsOf(tier, 'prod'), subnetsOf(tier, 'staging')] as const;
const A = 'ap-northeast-2a';
const C = 'ap-northeast-2c';

const basics = inSection('1.1');
const subnets = inSection('1.2');
const routes = inSection('1.3');
const endpoints = inSection('1.4');
const gateway = inSection('1.4', 'Gateway Endpoints (무료)');
const inApp = inSection('1.4', 'Interface Endpoints (App 서브넷에 배치)');

const endpointRow = (name: string, use: string, service: string): Passage[] => [
  inApp.cell(name, '용도', use, each(`endpoint ${service}`, endpoint(service), ...both('app'))),
];

/** VPC, subnets, routes, endpoints (architecture.md 1). */
export const section1: readonly Passage[] = [
  ...basics.pair(
    'VPC CIDR',
    ['10.0.0.0/16', '10.1.0.0/16'],
    each('CIDR', the('aws_vpc', 'cidr_block'), '10.0.0.0/16', '10.1.0.0/16'),
  ),
  ...basics.pair('리전', ['ap-northeast-2 (서울)', 'ap-northeast-2'], same('region', region, ['ap-northeast-2'])),
  ...basics.pair('AZ 수', ['2 (a, c)', '2 (a, c)'], same('availability zones', zones, [A, C])),
  ...basics.pair('서브넷 총 수', ['10 (5종 × 2AZ)', '10'], same('subnets', count('aws_subnet'), 10)),
  ...basics.pair('NAT Gateway', ['2 (AZ당 1개)', '2'], same('one NAT gateway in each zone', natZones, [A, C])),
  ...basics.pair('Internet Gateway', ['1', '1'], same('internet gateways', count('aws_internet_gateway'), 1)),

  subnets.cell('Public', 'AZ-a CIDR', '10.0.0.0/24', same('zone of 10.0.0.0/24', zoneOf('public', 0), A)),
  subnets.cell('Public', 'AZ-c CIDR', '10.0.1.0/24', same('zone of 10.0.1.0/24', zoneOf('public', 1), C)),
  subnets.cell('Public', '인터넷', 'IGW 직접', same('way out', wayOut('public', 0), 'internet gateway')),
  subnets.cell(
    'Public',
    '용도',
    'ALB, NAT Gateway',
    each('subnets of the load balancer', cidrsOf('aws_lb', 'subnets'), ...both('public')),
    each('subnets of the NAT gateways', cidrsOf('aws_nat_gateway', 'subnet_id'), ...both('public')),
  ),
  subnets.cell('App', 'AZ-a CIDR', '10.0.10.0/24', same('zone of 10.0.10.0/24', zoneOf('app', 0), A)),
  subnets.cell('App', 'AZ-c CIDR', '10.0.11.0/24', same('zone of 10.0.11.0/24', zoneOf('app', 1), C)),
  subnets.cell('App', '인터넷', 'NAT (AZ별)', same('way out', wayOut('app', 0), `NAT in ${A}`)),
  subnets.cell(
    'App',
    '용도',
    'EKS Worker 노드',
    each('subnets of the nodes', cidrsOf('aws_eks_node_group', 'subnet_ids'), ...both('app')),
  ),
  subnets.cell('Database', 'AZ-a CIDR', '10.0.20.0/24', same('zone of 10.0.20.0/24', zoneOf('database', 0), A)),
  subnets.cell('Database', 'AZ-c CIDR', '10.0.21.0/24', same('zone of 10.0.21.0/24', zoneOf('database', 1), C)),
  subnets.cell('Database', '인터넷', '차단', same('way out', wayOut('database', 0), 'nowhere')),
  subnets.cell(
    'Database',
    '용도',
    'RDS PostgreSQL',
    each('subnets of the database', cidrsOf('aws_db_subnet_group', 'subnet_ids'), ...both('database')),
  ),
  subnets.cell('Cache', 'AZ-a CIDR', '10.0.30.0/24', same('zone of 10.0.30.0/24', zoneOf('cache', 0), A)),
  subnets.cell('Cache', 'AZ-c CIDR', '10.0.31.0/24', same('zone of 10.0.31.0/24', zoneOf('cache', 1), C)),
  subnets.cell('Cache', '인터넷', '차단', same('way out', wayOut('cache', 0), 'nowhere')),
  subnets.cell(
    'Cache',
    '용도',
    'ElastiCache Redis',
    each('subnets of Redis', cidrsOf('aws_elasticache_subnet_group', 'subnet_ids'), ...both('cache')),
  ),
  subnets.cell('Streaming', 'AZ-a CIDR', '10.0.40.0/24', same('zone of 10.0.40.0/24', zoneOf('streaming', 0), A)),
  subnets.cell('Streaming', 'AZ-c CIDR', '10.0.41.0/24', same('zone of 10.0.41.0/24', zoneOf('streaming', 1), C)),
  subnets.cell('Streaming', '인터넷', 'NAT (AZ별)', same('way out', wayOut('streaming', 0), `NAT in ${A}`)),
  subnets.cell(
    'Streaming',
    '용도',
    'MSK Kafka, Lambda Worker',
    each(
      'subnets of the brokers',
      cidrsOf('aws_msk_cluster', 'broker_node_group_info.client_subnets'),
      ...both('streaming'),
    ),
    each(
      'subnets of the worker',
      cidrsOf('aws_lambda_function', 'vpc_config.subnet_ids', { function_name: /worker/ }),
      ...both('streaming'),
    ),
  ),

  routes.line(
    'Public 서브넷     → 0.0.0.0/0 → Internet Gateway (직접 인터넷)',
    same('public in a', wayOut('public', 0), 'internet gateway'),
    same('public in c', wayOut('public', 1), 'internet gateway'),
  ),
  routes.line(
    'App 서브넷 AZ-a   → 0.0.0.0/0 → NAT Gateway AZ-a (아웃바운드만)',
    same('app in a', wayOut('app', 0), `NAT in ${A}`),
  ),
  routes.line('App 서브넷 AZ-c   → 0.0.0.0/0 → NAT Gateway AZ-c', same('app in c', wayOut('app', 1), `NAT in ${C}`)),
  routes.line(
    'DB/Cache 서브넷   → 라우트 없음 (완전 격리, 인바운드만 허용)',
    same('database in a', wayOut('database', 0), 'nowhere'),
    same('database in c', wayOut('database', 1), 'nowhere'),
    same('cache in a', wayOut('cache', 0), 'nowhere'),
    same('cache in c', wayOut('cache', 1), 'nowhere'),
  ),
  routes.line(
    'Streaming AZ-a    → 0.0.0.0/0 → NAT Gateway AZ-a',
    same('streaming in a', wayOut('streaming', 0), `NAT in ${A}`),
  ),
  routes.line(
    'Streaming AZ-c    → 0.0.0.0/0 → NAT Gateway AZ-c',
    same('streaming in c', wayOut('streaming', 1), `NAT in ${C}`),
  ),
  routes.line(
    '핵심: DB와 Cache 서브넷은 NAT도 없는 완전 격리. VPC 엔드포인트로만 AWS 서비스 접근.',
    same(
      'gateway endpoints in every route table, those of database and cache among them',
      endpoint('s3'),
      'in every route table',
    ),
  ),

  endpoints.line('1.4 VPC Endpoints (11개)', same('endpoints', count('aws_vpc_endpoint'), 11)),
  endpoints.line(
    'NAT Gateway 비용 절감 + 보안 강화를 위해 PrivateLink 사용.',
    same('endpoints by PrivateLink', count('aws_vpc_endpoint', { vpc_endpoint_type: 'Interface' }), 9),
  ),
  gateway.cell('S3', '연결 대상', '모든 라우트 테이블', same('S3 endpoint', endpoint('s3'), 'in every route table')),
  gateway.cell(
    'DynamoDB',
    '연결 대상',
    '모든 라우트 테이블',
    same('DynamoDB endpoint', endpoint('dynamodb'), 'in every route table'),
  ),
  ...endpointRow('ECR API', '컨테이너 이미지 pull', 'ecr.api'),
  ...endpointRow('ECR DKR', 'Docker 레지스트리', 'ecr.dkr'),
  ...endpointRow('EC2', 'EKS 노드 운영', 'ec2'),
  ...endpointRow('EKS', 'EKS API 통신', 'eks'),
  ...endpointRow('STS', 'IRSA (IAM Roles for Service Accounts)', 'sts'),
  ...endpointRow('CloudWatch Logs', '컨테이너 로그', 'logs'),
  ...endpointRow('Secrets Manager', 'RDS Proxy 인증, 시크릿 관리', 'secretsmanager'),
  ...endpointRow('ELB', 'ALB 제어', 'elasticloadbalancing'),
  ...endpointRow('Auto Scaling', 'EKS 노드 그룹 스케일링', 'autoscaling'),
];
