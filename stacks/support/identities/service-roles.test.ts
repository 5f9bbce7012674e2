import { expect } from 'chai';
import type { ServiceName } from '../../../services/registry.ts';
import { everyRole, listOf, secret } from './testing/synthesised-roles.ts';

const roles = everyRole();
const statementsOf = (service: string) => roles.get(`service-${service}`)?.statements ?? [];
const resources = (service: string, action: string) =>
  statementsOf(service)
    .filter(({ Action }) => listOf(Action).includes(action))
    .flatMap(({ Resource }) => listOf(Resource))
    .map((resource) =>
      resource.replace(/^arn:aws:kafka:ap-northeast-2:123456789012:(topic|group)\/urr-prod\/0a1b\//, ''),
    );

/** By hand from architecture.md 5.3 and ruling E12: what each service sends and reads. */
const kafka: [ServiceName, { sends: string[]; reads: string[] }][] = [
  [
    'ticket',
    {
      sends: ['payment-events', 'transfer-events', 'membership-events', 'reservation-events-dlq'],
      reads: ['reservation-events'],
    },
  ],
  ['payment', { sends: ['reservation-events', 'payment-events-dlq'], reads: ['payment-events'] }],
  [
    'stats',
    {
      sends: ['payment-events-dlq', 'reservation-events-dlq', 'transfer-events-dlq', 'membership-events-dlq'],
      reads: ['payment-events', 'reservation-events', 'transfer-events', 'membership-events'],
    },
  ],
];

describe('service roles (ruling B19)', () => {
  it('makes one for each of the nine services', () => {
    expect([...roles.keys()].filter((name) => name.startsWith('service-')).sort()).to.deep.equal([
      'service-auth',
      'service-catalog',
      'service-community',
      'service-frontend',
      'service-gateway',
      'service-payment',
      'service-queue',
      'service-stats',
      'service-ticket',
    ]);
  });

  for (const [service, { sends, reads }] of kafka)
    it(`lets ${service} send to and read from exactly its topics`, () => {
      expect(resources(service, 'kafka-cluster:WriteData')).to.have.members(sends);
      expect(resources(service, 'kafka-cluster:ReadData')).to.have.members(reads);
      expect(resources(service, 'kafka-cluster:AlterGroup')).to.deep.equal([`${service}-service-group`]);
      expect(resources(service, 'kafka-cluster:Connect')).to.deep.equal([
        'arn:aws:kafka:ap-northeast-2:123456789012:cluster/urr-prod/0a1b',
      ]);
    });

  it('keeps the other services out of Kafka', () => {
    for (const service of ['frontend', 'gateway', 'auth', 'queue', 'community', 'catalog'])
      expect(JSON.stringify(statementsOf(service)), service).to.not.contain('kafka-cluster:');
  });

  it('lets no service make or change a topic', () => {
    for (const [name, { statements }] of roles)
      if (name !== 'topic-setup')
        expect(JSON.stringify(statements), name).to.not.match(/kafka-cluster:(Create|Alter)Topic/);
  });

  it('lets ticket and queue send booking actions and nobody else (ruling E13)', () => {
    const senders = [...roles]
      .filter(([, { statements }]) => JSON.stringify(statements).includes('sqs:SendMessage'))
      .map(([name]) => name);

    expect(senders).to.have.members(['service-ticket', 'service-queue']);
    expect(resources('ticket', 'sqs:SendMessage')).to.deep.equal([
      'arn:aws:sqs:ap-northeast-2:123456789012:urr-prod-ticket-events.fifo',
    ]);
  });

  it('shows each service its own secrets', () => {
    expect(resources('ticket', 'secretsmanager:GetSecretValue')).to.deep.equal([secret('ticket')]);
    expect(resources('stats', 'secretsmanager:GetSecretValue')).to.deep.equal([secret('stats')]);
    expect(resources('auth', 'secretsmanager:GetSecretValue')).to.deep.equal([]);
  });

  it('gives the front end no right at all', () => {
    expect(statementsOf('frontend')).to.deep.equal([]);
  });

  it('gives a role to exactly one service account of the namespace', () => {
    expect(JSON.stringify(roles.get('service-ticket')?.trust)).to.contain(
      'system:serviceaccount:urr-spring:ticket-service"',
    );
    expect(JSON.stringify(roles.get('service-frontend')?.trust)).to.contain(
      'system:serviceaccount:urr-spring:frontend"',
    );
  });
});
