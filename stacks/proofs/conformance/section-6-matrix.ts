import { at, inOrder, resourcesOf } from '../stack-query.ts';
import { opened, openedToPrefixList, protocols } from './group-readings.ts';
import { deviates, inSection, type Passage, prodOnly, type ReadValue, same } from './passage.ts';
import { reading, the } from './readings.ts';

const matrix = inSection('6.3');
const ALB = /-alb/;
const NODES = /-nodes$/;
const PLANE = /-control-plane$/;
const PROXY = /-postgres-proxy$/;
const SERVER = /-postgres$/;
const REDIS = /-redis$/;
const BROKERS = /-(msk|kafka)$/;
const WORKER = /-ticket-worker$/;

const line = (ends: string, ports: string, protocol: string, open: ReadValue, ...how: ReadValue[]): Passage[] => [
  matrix.cell(ends, '포트', ports, open),
  matrix.cell(ends, '프로토콜', protocol, ...how),
];
const by = (from: RegExp, to: RegExp, what: string, protocol = 'tcp') =>
  same(`protocol of ${what}`, protocols(from, to), [protocol]);
const inProd = ({ item, reading: from, documented }: ReadValue): ReadValue => prodOnly(item, from, documented.prod);
const listeners = reading('aws_lb_listener.protocol', ({ stack }) =>
  resourcesOf(stack, 'aws_lb_listener')
    .map((listener) => at(listener, 'protocol'))
    .sort(inOrder),
);

/** Who may reach whom (architecture.md 6.3). */
export const section6Matrix: readonly Passage[] = [
  ...line(
    'CloudFront → ALB',
    '443, 80',
    'HTTPS, HTTP',
    prodOnly('CloudFront to ALB', openedToPrefixList(ALB), ['80', '443']),
    same('protocols of the listeners', listeners, ['HTTP', 'HTTPS']),
  ),
  ...line(
    'ALB → EKS Nodes',
    '0-65535',
    'TCP',
    same('ALB to nodes', opened(ALB, NODES), ['0-65535']),
    by(ALB, NODES, 'ALB to nodes'),
  ),
  ...line(
    'EKS Nodes → EKS Nodes',
    '모든 포트',
    '모든 트래픽 (self)',
    same('nodes among each other', opened(NODES, NODES), ['all']),
    by(NODES, NODES, 'nodes among each other', '-1'),
  ),
  ...line(
    'EKS Control Plane → Nodes',
    '443',
    'HTTPS',
    deviates(same('control plane to nodes', opened(PLANE, NODES), ['443']), 'control plane to nodes on 443', [
      '443',
      '9443',
      '10250',
    ]),
    by(PLANE, NODES, 'control plane to nodes'),
  ),
  ...line(
    'EKS Nodes → RDS Proxy',
    '5432',
    'TCP',
    prodOnly('nodes to proxy', opened(NODES, PROXY), ['5432']),
    inProd(by(NODES, PROXY, 'nodes to proxy')),
  ),
  ...line(
    'RDS Proxy → RDS',
    '5432',
    'TCP',
    prodOnly('proxy to database', opened(PROXY, SERVER), ['5432']),
    inProd(by(PROXY, SERVER, 'proxy to database')),
  ),
  ...line(
    'EKS Nodes → ElastiCache',
    '6379',
    'TCP',
    same('nodes to Redis', opened(NODES, REDIS), ['6379']),
    by(NODES, REDIS, 'nodes to Redis'),
  ),
  ...line(
    'EKS Nodes → MSK',
    '9094, 9098',
    'TLS, IAM',
    deviates(same('nodes to brokers', opened(NODES, BROKERS), ['9094', '9098']), 'B2', ['9098']),
    same('brokers speak TLS', the('aws_msk_cluster', 'encryption_info.encryption_in_transit.client_broker'), 'TLS'),
    same('brokers ask for IAM', the('aws_msk_cluster', 'client_authentication.sasl.iam'), true),
  ),
  ...line(
    'Lambda Worker → RDS Proxy',
    '5432',
    'TCP',
    prodOnly('worker to proxy', opened(WORKER, PROXY), ['5432']),
    inProd(by(WORKER, PROXY, 'worker to proxy')),
  ),
  ...line(
    'Lambda Worker → ElastiCache',
    '6379',
    'TCP',
    same('worker to Redis', opened(WORKER, REDIS), ['6379']),
    by(WORKER, REDIS, 'worker to Redis'),
  ),
  ...line(
    'MSK Brokers → MSK Brokers',
    '2181',
    'ZooKeeper (self)',
    same('brokers among each other', opened(BROKERS, BROKERS), ['2181']),
    by(BROKERS, BROKERS, 'brokers among each other'),
  ),
];
