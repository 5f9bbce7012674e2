/** One purchase is one trace across HTTP and Kafka: the edges of architecture.md 3.2, asserted on exported spans. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { z } from 'zod';
import { createCrowd } from '../platform/crowd.ts';
import { eventually } from '../platform/eventually.ts';
import { platform } from '../platform/platform.ts';
import { openSale } from '../platform/sale.ts';

const spansSchema = z.array(
  z.object({
    id: z.string(),
    traceId: z.string(),
    parentId: z.string().optional(),
    name: z.string(),
    kind: z.string().optional(),
    localEndpoint: z.object({ serviceName: z.string() }),
  }),
);
type Span = z.infer<typeof spansSchema>[number];

describe('traces', function () {
  this.timeout(120_000);
  const spans: Span[] = [];
  const zipkin = createServer((req, res) => {
    let text = '';
    req.on('data', (chunk) => (text += chunk));
    req.on('end', () => {
      spans.push(...spansSchema.parse(JSON.parse(text)));
      res.writeHead(202).end();
    });
  });
  before((done) => void zipkin.listen(0, '127.0.0.1', done));
  after(() => void zipkin.close());

  it('join the services of a purchase by their edges, over HTTP and over Kafka', async () => {
    const endpoint = `http://127.0.0.1:${(zipkin.address() as AddressInfo).port}/api/v2/spans`;
    // Spans leave every 200 ms instead of every 5 s.
    const all = { ZIPKIN_ENDPOINT: endpoint, OTEL_BSP_SCHEDULE_DELAY: '200' };
    const running = await platform({ seed: false, env: { all } });
    const sale = await openSale(running.sql('ticket_db'), 1);
    const crowd = createCrowd(running);
    const buyer = crowd.newcomer(sale.eventId);
    const reservation = (await buyer.hold(sale.eventId, sale.seatIds)).body.reservation ?? { id: '' };
    const { orderId = '', amount = 0 } = (await buyer.prepare(reservation)).body;
    await buyer.confirm({ orderId, amount, paymentKey: `pk_${randomUUID()}` });
    await buyer.post(`/api/v1/queue/check/${sale.eventId}`, {});

    const wanted = [
      'gateway -> ticket',
      'gateway -> payment',
      'gateway -> queue',
      'payment -> ticket',
      'queue -> catalog',
      'ticket -> payment',
    ];
    const seen = await eventually(
      'edges',
      async () => edges(spans),
      (found) => wanted.every((edge) => found.includes(edge)),
      20_000,
    );
    await crowd.close();
    await running.stop();

    expect(seen).to.include.members(wanted);
    expect(edgeKinds(spans)).to.include.members(['payment-events process', 'reservation-events process']);
  });
});

/** `caller -> callee` for every span whose parent belongs to another service. */
function edges(spans: readonly Span[]): string[] {
  const byId = new Map(spans.map((span) => [`${span.traceId} ${span.id}`, span]));
  const found = spans.flatMap((span) => {
    const parent = byId.get(`${span.traceId} ${span.parentId}`);
    const [from, to] = [parent?.localEndpoint.serviceName, span.localEndpoint.serviceName];
    return from && from !== to ? [`${from} -> ${to}`] : [];
  });
  return [...new Set(found)];
}

const edgeKinds = (spans: readonly Span[]) =>
  spans.filter(({ kind, parentId }) => kind === 'CONSUMER' && parentId).map(({ name }) => name);
