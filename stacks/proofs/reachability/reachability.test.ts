import { expect } from 'chai';
import { synthesisedStacks } from '../synthesised.ts';
import { examine, said } from './examine.ts';
import type { EnvironmentName } from './expected.ts';
import { matrix } from './matrix.ts';
import { readNetwork } from './read-network.ts';
import { Damage } from './testing/damage.ts';

describe('reachability', () => {
  const stacks = synthesisedStacks();
  const examined = (name: EnvironmentName) => examine(readNetwork(stacks[name]), name);

  for (const name of ['prod', 'staging'] as const)
    it(`finds every line of the matrix open in ${name}, and nothing else`, () => {
      expect(examined(name).faults).to.deep.equal([]);
    });

  // architecture.md 6.3, from and to as the proof calls them
  const documented: [string, readonly EnvironmentName[]][] = [
    ['CloudFront to load balancer on 443', ['prod']],
    ['CloudFront to load balancer on 80', ['prod']],
    ['load balancer to nodes on 0-65535', ['prod', 'staging']],
    ['nodes to nodes on 0-65535', ['prod', 'staging']],
    ['control plane to nodes on 443', ['prod', 'staging']],
    ['nodes to proxy on 5432', ['prod']],
    ['proxy to database on 5432', ['prod']],
    ['nodes to Redis on 6379', ['prod', 'staging']],
    ['nodes to Kafka on 9098', ['prod', 'staging']],
    ['ticket-worker to proxy on 5432', ['prod']],
    ['ticket-worker to Redis on 6379', ['prod', 'staging']],
    ['Kafka to Kafka on 2181', ['prod', 'staging']],
  ];
  for (const [line, environments] of documented)
    it(`tries ${line}`, () => {
      for (const name of environments) expect([...examined(name).lines.keys()].map(said)).to.include(line);
    });

  it('knows every workload with interfaces in the VPC', () => {
    const names = (name: EnvironmentName) =>
      readNetwork(stacks[name])
        .workloads.map((workload) => workload.name)
        .filter((found) => !found.startsWith('endpoint '))
        .sort();
    const both = [
      'Kafka',
      'Redis',
      'control plane',
      'database',
      'database-setup',
      'load balancer',
      'nodes',
      'redis-rotation',
      'ticket-worker',
      'topic-setup',
    ];
    expect(names('prod')).to.deep.equal([...both, 'proxy'].sort());
    expect(names('staging')).to.deep.equal(both);
  });

  it('prints the matrix as a table', () => {
    const table = matrix({ prod: examined('prod'), staging: examined('staging') }).split('\n');
    expect(table[0]).to.equal('| from | to | port | prod | staging | source |');
    expect(table).to.include('| nodes | Kafka | 9098 | open | open | 6.3, B2 |');
    expect(table).to.include('| nodes | database | 5432 | - | open | D4 |');
  });
});

describe('reachability finds what was broken before', () => {
  const stacks = synthesisedStacks();
  type Put = (damage: Damage) => void;
  const set = (found: Record<string, unknown>[], values: Record<string, unknown>) => {
    for (const each of found) Object.assign(each, values);
  };
  const deny =
    (path: string, end: 'in' | 'out' | 'both' = 'both'): Put =>
    (damage) =>
      damage.remove(...damage.rules(path, end));
  const groupOf = (damage: Damage, path: string, end: 'in' | 'out') => damage.rules(path, end)[0]?.security_group_id;

  const faults: [string, EnvironmentName, Put, ...RegExp[]][] = [
    [
      'Kafka on 9094 only (B2)',
      'prod',
      (d) => set(d.rules('nodes-to-kafka-9098'), { from_port: 9094, to_port: 9094 }),
      /^dead: nodes to Kafka on 9098: no egress rule/,
      /^leads nowhere: .*nodes-to-kafka-9098-in/,
    ],
    [
      'Kafka on 9092, which an IAM cluster does not open (B2)',
      'staging',
      (d) =>
        d.addPath(
          'nodes-to-kafka-9092',
          groupOf(d, 'nodes-to-kafka-9098', 'out'),
          groupOf(d, 'nodes-to-kafka-9098', 'in'),
          9092,
        ),
      /^leads nowhere: .*nodes-to-kafka-9092-in/,
    ],
    [
      'a cluster that signs in by TLS certificates while everybody comes with IAM (B2)',
      'prod',
      (d) => set(d.all('aws_msk_cluster'), { client_authentication: { tls: { certificate_authority_arns: ['arn'] } } }),
      /^dead: nodes to Kafka on 9098: Kafka does not listen on 9098/,
    ],
    [
      'database egress that names the database subnets while the proxy stands in the app subnets (B3)',
      'prod',
      (d) =>
        set(d.rules('nodes-to-proxy-5432', 'out'), {
          referenced_security_group_id: undefined,
          cidr_ipv4: '10.0.20.0/23',
        }),
      /^dead: nodes to proxy on 5432: no egress rule/,
      /^leads nowhere: .*nodes-to-proxy-5432-out/,
    ],
    [
      'no 443 to the internet (B4)',
      'prod',
      deny('nodes-to-internet-443'),
      /^dead: nodes to internet on 443/,
      /^no API: nodes to sqs: no endpoint, and no egress rule/,
    ],
    [
      'no 443 to the endpoints (B4)',
      'prod',
      deny('worker-to-endpoints-443'),
      /^no API: ticket-worker to secretsmanager: no egress rule/,
    ],
    [
      'a node group that nodes do not carry (B10, domain.md 10.5 #2)',
      'prod',
      (d) => {
        const group = d.the('aws_launch_template').vpc_security_group_ids;
        set(d.all('aws_launch_template'), { vpc_security_group_ids: undefined });
        set(d.all('aws_eks_node_group'), { remote_access: { source_security_group_ids: group } });
      },
      /^carried by nobody: .*nodes/,
      /^dead: nodes to proxy on 5432/,
      /^dead: load balancer to nodes/,
    ],
    [
      'no way from the control plane to the kubelet (domain.md 10.5 #22)',
      'prod',
      deny('controlPlane-to-nodes-10250'),
      /^dead: control plane to nodes on 10250: no egress rule/,
    ],
    [
      'no rule of the nodes into the control plane (domain.md 10.5 #22)',
      'staging',
      deny('nodes-to-controlPlane-443', 'in'),
      /^dead: nodes to control plane on 443: no ingress rule/,
      /^leads nowhere: .*nodes-to-controlPlane-443-out/,
    ],
    [
      'a worker that Redis does not admit (domain.md 10.5 #10)',
      'prod',
      deny('worker-to-cache-6379', 'in'),
      /^dead: ticket-worker to Redis on 6379: no ingress rule/,
    ],
    [
      'an ingress rule with an empty group id (domain.md 10.5 #4)',
      'prod',
      (d) => set(d.rules('proxy-to-database-5432', 'in'), { referenced_security_group_id: '' }),
      /the rule names nobody$/,
      /^dead: proxy to database on 5432/,
    ],
    [
      'nodes that go past the proxy (D4)',
      'prod',
      (d) =>
        d.addPath('past', groupOf(d, 'nodes-to-proxy-5432', 'out'), groupOf(d, 'proxy-to-database-5432', 'in'), 5432),
      /^open: nodes to database on 5432 is in no line of the matrix/,
    ],
    [
      'egress to everywhere beside the specific rules (infrastructure.md 8)',
      'prod',
      (d) => set(d.rules('nodes-to-internet-443'), { ip_protocol: '-1', from_port: undefined, to_port: undefined }),
      /^open: nodes to internet on .*22/,
    ],
    [
      'a database subnet with a default route (architecture.md 1.3)',
      'prod',
      (d) => {
        const [table] = [d.the('aws_route_table', 'database_routes-a')];
        const association = d.the('aws_route_table_association', 'database_association-a');
        expect(table).to.be.an('object');
        const route = d.the('aws_route', 'app_internet-a');
        d.add('aws_route', 'leak', { ...route, route_table_id: association.route_table_id });
      },
      /^not isolated: database stands in .*database_subnet-a/,
    ],
    [
      'an app subnet behind the NAT gateway of the other zone (architecture.md 1.3)',
      'staging',
      (d) =>
        set([d.the('aws_route', 'app_internet-a')], {
          nat_gateway_id: d.the('aws_route', 'app_internet-c').nat_gateway_id,
        }),
      /^broken way out: .*app_subnet-a.*: NAT in ap-northeast-2c, subnet in ap-northeast-2a/,
      /^dead: nodes to internet on 443/,
    ],
    [
      'staging that admits CloudFront only (B15)',
      'staging',
      (d) => {
        const list = {
          aws_ec2_managed_prefix_list: { cdn: { name: 'com.amazonaws.global.cloudfront.origin-facing' } },
        };
        Object.assign(d.stack, { data: list });
        set(d.rules('visitors-to-albHttps-443'), {
          cidr_ipv4: undefined,
          prefix_list_id: '${data.aws_ec2_managed_prefix_list.cdn.id}',
        });
      },
      /^dead: listed visitors to load balancer on 443/,
      /^open: CloudFront to load balancer on 443/,
    ],
    [
      'a load balancer that everybody reaches past the CDN (architecture.md 5.4)',
      'prod',
      (d) => set(d.rules('visitors-to-albHttps-443'), { prefix_list_id: undefined, cidr_ipv4: '0.0.0.0/0' }),
      /^open: internet to load balancer on 443/,
      /^dead: CloudFront to load balancer on 443/,
    ],
    [
      'no listener on 80 (architecture.md 5.4)',
      'prod',
      (d) => d.remove(...d.all('aws_lb_listener').filter(({ port }) => port === 80)),
      /^dead: CloudFront to load balancer on 80: load balancer does not listen on 80/,
    ],
    [
      'everything sent to the gateway (D1)',
      'staging',
      (d) => set(d.all('aws_lb_listener'), { default_action: [] }),
      /^nothing is forwarded to aws_lb_target_group\..*frontend/,
    ],
    [
      'a CDN whose header the load balancer does not know (B14)',
      'prod',
      (d) =>
        set(d.all('aws_lb_listener_rule'), {
          condition: [{ http_header: { http_header_name: 'X-Custom-Header', values: ['another'] } }],
        }),
      /^aws_lb_listener_rule\..*: accepts no header that the CDN sends/,
    ],
    [
      'a load balancer that does not ask for the header (B14)',
      'prod',
      (d) => set(d.all('aws_lb_listener'), { default_action: [{ type: 'forward' }] }),
      /^aws_lb_listener\..*https.*: lets in requests without the header of the CDN/,
    ],
    [
      'a proxy without a database behind it',
      'prod',
      (d) => d.remove(...d.all('aws_db_proxy_target')),
      /^aws_db_proxy\..*: the proxy has no database behind it/,
    ],
    [
      'S3 without a route from the app subnets (architecture.md 1.4)',
      'prod',
      (d) => set([d.the('aws_vpc_endpoint', 's3')], { route_table_ids: [] }),
      /^no route: .*app_subnet-a.* to the gateway endpoint of s3/,
    ],
    [
      'no way to S3 at all: no gateway route, no NAT',
      'staging',
      (d) => {
        set([d.the('aws_vpc_endpoint', 's3')], { route_table_ids: [] });
        d.remove(d.the('aws_route', 'app_internet-a'));
      },
      /^no API: nodes to s3: no endpoint, and .*app_subnet-a.*: no default route/,
    ],
    [
      'an endpoint without its public name (architecture.md 1.4)',
      'prod',
      (d) => set([d.the('aws_vpc_endpoint', 'secretsmanager')], { private_dns_enabled: false }),
      /^no API: ticket-worker to secretsmanager: no endpoint, and no egress rule/,
    ],
    [
      'something in the VPC that nobody told the proof about',
      'prod',
      (d) => d.add('aws_instance', 'bastion', { vpc_security_group_ids: [groupOf(d, 'nodes-to-proxy-5432', 'out')] }),
      /^aws_instance.bastion: carries a security group, but the proof does not know this type/,
    ],
    [
      'a rule drawn elsewhere',
      'prod',
      (d) => d.add('aws_security_group_rule', 'extra', { type: 'ingress' }),
      /^aws_security_group_rule.extra: the proof does not read rules of this type/,
    ],
  ];
  for (const [what, name, put, ...expected] of faults)
    it(`finds ${what}`, () => {
      const damage = new Damage(stacks[name]);
      put(damage);

      const found = examine(readNetwork(damage.stack), name).faults;

      for (const pattern of expected)
        expect(
          found.some((fault) => pattern.test(fault)),
          `${String(pattern)} in\n${found.join('\n')}`,
        ).to.equal(true);
    });
});
