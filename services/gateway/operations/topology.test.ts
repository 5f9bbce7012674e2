import { expect } from 'chai';
import { type Fixture, startGateway } from '../testing/gateway-fixture.ts';
import { readInvariants } from './live-invariants.ts';
import type { Topology } from './topology.ts';
import { topologyPage } from './topology-page.ts';

const watched = (id: string, value: number) =>
  `urr_invariant_broken{invariant="${id} some words",service="x"} ${value}`;

describe('/topology', () => {
  let gateway: Fixture;
  const healthOf: Record<string, [number, object]> = {};
  const metricsOf: Record<string, string> = {};

  beforeEach(async () => {
    gateway = await startGateway({}, {}, ['stats']);
    gateway.respond = (req, res) => {
      const [name] = [...gateway.backEnds].find(([, server]) => {
        const address = server.address();
        return typeof address === 'object' && req.headers.host?.endsWith(`:${address?.port}`);
      })!;
      if (req.url === '/actuator/prometheus') return res.end(metricsOf[name] ?? '');
      const [status, body] = healthOf[name] ?? [200, { status: 'ok', dependencies: { postgres: 'ok' } }];
      return res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
  });
  afterEach(async () => {
    await gateway.stop();
    for (const each of [healthOf, metricsOf]) for (const name of Object.keys(each)) delete each[name];
  });

  const topology = async () => (await (await fetch(`${gateway.url}/topology`)).json()) as Topology;
  const node = ({ services }: Topology, name: string) => services.find((each) => each.name === name);
  const states = ({ invariants }: Topology) => Object.fromEntries(invariants.map(({ id, state }) => [id, state]));

  it('shows every back end with its dependencies and whom it calls', async () => {
    const seen = await topology();

    expect(seen.services.map(({ name }) => name)).to.deep.equal([
      'gateway',
      'ticket',
      'payment',
      'stats',
      'auth',
      'queue',
      'community',
      'catalog',
    ]);
    expect(node(seen, 'catalog')).to.deep.include({
      status: 'ok',
      dependencies: { postgres: 'ok' },
      calls: ['auth', 'ticket'],
    });
    expect(node(seen, 'stats')).to.include({ status: 'not deployed' });
  });

  it('shows an ill service with its own word, and one that does not answer as away', async () => {
    healthOf.ticket = [503, { status: 'degraded', dependencies: { kafka: 'error: no broker' } }];
    healthOf.queue = [500, { message: 'nothing of use' }];

    const seen = await topology();

    expect(seen.status).to.equal('degraded');
    expect(node(seen, 'ticket')).to.deep.include({ status: 'degraded', dependencies: { kafka: 'error: no broker' } });
    expect(node(seen, 'queue')).to.include({ status: 'away' });
  });

  it('adds the invariants up over all services; silence is unknown and never zero', async () => {
    metricsOf.ticket = [watched('I1', 0), watched('I7', 2), '# TYPE events_dead_lettered_total counter'].join('\n');
    metricsOf.payment = [watched('I7', 1), 'events_dead_lettered_total{topic="x"} 0'].join('\n');
    metricsOf.queue = 'invariant_queue_over_admitted{service="queue"} 0';

    const seen = await topology();

    expect(states(seen)).to.include({
      I1: 'holds',
      I2: 'unknown',
      I7: 'broken',
      I8: 'holds',
      I9: 'tested',
      I11: 'holds',
      I12: 'unknown',
    });
    expect(seen.invariants.find(({ id }) => id === 'I7')!.broken).to.equal(3);
    expect(seen.status).to.equal('degraded');
  });

  it('knows I1 from I11, I12 and I13, and has a line for each of the fourteen', () => {
    const found = readInvariants([[watched('I13', 4), watched('I12', 0)].join('\n')]);

    expect(found.map(({ id }) => id)).to.deep.equal(Array.from({ length: 14 }, (_, index) => `I${index + 1}`));
    expect(found.filter(({ broken }) => broken !== null).map(({ id, broken }) => [id, broken])).to.deep.equal([
      ['I12', 0],
      ['I13', 4],
    ]);
  });

  it('is a page for a browser, on which nothing runs, whatever a service says of itself', async () => {
    healthOf.auth = [503, { status: 'degraded', dependencies: { '<script>': 'error: <img src=x onerror=1>' } }];

    const answer = await fetch(`${gateway.url}/topology`, { headers: { accept: 'text/html' } });
    const page = await answer.text();

    expect(answer.headers.get('content-security-policy')).to.match(/^default-src 'none'; style-src 'sha256-/);
    expect(page)
      .to.include('Topology: degraded')
      .and.not.match(/<script|<img/);
    expect(topologyPage(await topology())).to.equal(page);
  });

  it('is kept from whoever comes through the load balancer or the CDN, as the metrics are', async () => {
    for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-amzn-trace-id', 'x-amz-cf-id']) {
      const answer = await fetch(`${gateway.url}/topology`, { headers: { [header]: '203.0.113.7' } });
      expect([answer.status, ((await answer.json()) as { code: string }).code], header).to.deep.equal([
        404,
        'ROUTE_NOT_FOUND',
      ]);
    }
  });
});
