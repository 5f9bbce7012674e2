import { expect } from 'chai';
import { serviceNamed, services } from './registry.ts';

describe('the registry', () => {
  it('has the ports and replicas of architecture.md 3.1', () => {
    const table = Object.fromEntries(services.map(({ name, port, replicas }) => [name, [port, replicas]]));

    expect(table).to.deep.equal({
      frontend: [3000, 2],
      gateway: [3001, 3],
      ticket: [3002, 3],
      payment: [3003, 2],
      stats: [3004, 2],
      auth: [3005, 2],
      queue: [3007, 3],
      community: [3008, 2],
      catalog: [3009, 1],
    });
  });

  it('has the documented requests, limits and scaling', () => {
    const cell = (name: Parameters<typeof serviceNamed>[0]) => {
      const { resources, scaling } = serviceNamed(name);
      const { cpu, memory } = resources;
      return `${cpu.request} / ${cpu.limit}, ${memory.request} / ${memory.limit}, ${scaling ? `${scaling.min}~${scaling.max} (${scaling.cpuPercent}%)` : '-'}`;
    };

    expect(cell('gateway')).to.equal('200m / 1, 256Mi / 1Gi, 3~10 (70%)');
    expect(cell('ticket')).to.equal('200m / 1, 256Mi / 1Gi, 3~10 (70%)');
    expect(cell('payment')).to.equal('200m / 1, 256Mi / 1Gi, 2~6 (70%)');
    expect(cell('queue')).to.equal('100m / 500m, 256Mi / 512Mi, 3~8 (70%)');
    expect(cell('stats')).to.equal('200m / 1, 256Mi / 1Gi, -');
    expect(cell('catalog')).to.equal('100m / 500m, 256Mi / 512Mi, -');
    expect(cell('frontend')).to.equal('100m / 500m, 128Mi / 256Mi, -');
  });

  it('sends each documented path prefix to its service (domain.md 1.1), and the waiting room to queue (fault 10.1 #17)', () => {
    const owner = Object.fromEntries(services.flatMap(({ name, routes }) => routes.map((prefix) => [prefix, name])));

    expect(owner).to.deep.equal({
      auth: 'auth',
      payments: 'payment',
      stats: 'stats',
      events: 'catalog',
      admin: 'catalog',
      artists: 'catalog',
      image: 'catalog',
      tickets: 'ticket',
      seats: 'ticket',
      reservations: 'ticket',
      memberships: 'ticket',
      transfers: 'ticket',
      time: 'ticket',
      queue: 'queue',
      'admin/vwr': 'queue',
      community: 'community',
      news: 'community',
    });
  });

  it('lets catalog only read ticket_db (E14) and gives every service a role of its own', () => {
    const roles = services.flatMap(({ database }) => (database ? [database.role] : []));

    expect(serviceNamed('catalog').database).to.deep.equal({ name: 'ticket_db', role: 'urr_catalog', access: 'read' });
    expect(new Set(roles).size).to.equal(roles.length);
  });
});
