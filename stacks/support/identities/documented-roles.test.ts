import { expect } from 'chai';
import { everyRole, listOf } from './testing/synthesised-roles.ts';

/** The rows of architecture.md 7: who takes the role, and AWS's policies by their names. */
const documented: [string, string, string[]][] = [
  ['eks-cluster', 'eks.amazonaws.com', ['AmazonEKSClusterPolicy', 'AmazonEKSVPCResourceController']],
  [
    'eks-node',
    'ec2.amazonaws.com',
    [
      'AmazonEKSWorkerNodePolicy',
      'AmazonEKS_CNI_Policy',
      'AmazonEC2ContainerRegistryReadOnly',
      'AmazonSSMManagedInstanceCore',
    ],
  ],
  ['vpc-cni', 'system:serviceaccount:kube-system:aws-node', ['AmazonEKS_CNI_Policy']],
  ['ebs-csi', 'system:serviceaccount:kube-system:ebs-csi-controller-sa', ['service-role/AmazonEBSCSIDriverPolicy']],
  ['rds-proxy', 'rds.amazonaws.com', []],
  ['rds-monitoring', 'monitoring.rds.amazonaws.com', ['service-role/AmazonRDSEnhancedMonitoringRole']],
  [
    'ticket-worker',
    'lambda.amazonaws.com',
    ['service-role/AWSLambdaBasicExecutionRole', 'service-role/AWSLambdaVPCAccessExecutionRole'],
  ],
  ['lambda-edge', 'edgelambda.amazonaws.com', ['service-role/AWSLambdaBasicExecutionRole']],
];

describe('documented roles (architecture.md 7)', () => {
  const roles = everyRole();

  for (const [name, principal, policies] of documented)
    it(`makes ${name} with its policies`, () => {
      const role = roles.get(name);

      expect(role?.managed).to.have.members(policies.map((policy) => `arn:aws:iam::aws:policy/${policy}`));
      expect(JSON.stringify(role?.trust)).to.contain(principal);
    });

  it('lets RDS Proxy read its secrets', () => {
    expect(roles.get('rds-proxy')?.statements[0]).to.deep.equal({
      Sid: 'Secrets',
      Effect: 'Allow',
      Action: ['secretsmanager:GetSecretValue'],
      Resource: ['arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:urr-prod/database-AbCdEf'],
    });
  });

  it('lets the worker read its own queue', () => {
    const queue = roles.get('ticket-worker')?.statements.find(({ Sid }) => Sid === 'Queue');

    expect(queue).to.deep.include({
      Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
      Resource: 'arn:aws:sqs:ap-northeast-2:123456789012:urr-prod-ticket-events.fifo',
    });
  });

  it('lets the worker trace where X-Ray is on, and only there (architecture.md 5.7, domain.md 10.5 #10)', () => {
    const traces = (tracing: boolean) =>
      everyRole({ tracing })
        .get('ticket-worker')
        ?.statements.some(({ Action }) => listOf(Action).includes('xray:PutTraceSegments'));

    expect(traces(true)).to.equal(true);
    expect(traces(false)).to.equal(false);
  });

  it('lets both Lambda principals take the edge role (ruling B25)', () => {
    expect(roles.get('lambda-edge')?.trust[0]?.Principal).to.deep.equal({
      Service: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'],
    });
  });

  it('makes the roles that the document lacks (ruling B19)', () => {
    expect([...roles.keys()]).to.include.members([
      'vwr-api',
      'vwr-advancer',
      'scheduler',
      'api-gateway-logs',
      'flow-logs',
      'alarms-slack',
      'load-balancer-controller',
      'node-autoscaler',
      'external-secrets',
      'database-setup',
      'topic-setup',
      'redis-rotation',
      'ci-plan',
      'ci-deploy',
    ]);
  });
});
