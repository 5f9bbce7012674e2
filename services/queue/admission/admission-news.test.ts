import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { createMetrics } from '../../shared/metrics/metrics.ts';
import type { Admitted, BookingMessage } from '../../shared/sqs/booking-messages.ts';
import { createQueueMetrics } from '../queue-metrics.ts';
import { createAdmissionNews } from './admission-news.ts';

const admission = (place: number): Admitted => ({
  action: 'admitted',
  id: randomUUID(),
  eventId: randomUUID(),
  userId: randomUUID(),
  timestamp: 1_750_000_000_000,
  place,
});

/** A queue that is away until it is told otherwise, and refuses single places. */
function stage(options: { longest?: number } = {}) {
  const sent: number[] = [];
  const batches: number[] = [];
  const state = { away: false, refuse: new Set<number>() };
  const metrics = createMetrics('queue', false);
  const placeOf = (message: BookingMessage) => (message.action === 'admitted' ? message.place : 0);
  const news = createAdmissionNews({
    sender: {
      send: () => Promise.reject(new Error('not used')),
      async sendBatch(messages) {
        if (state.away) throw new Error('away');
        batches.push(messages.length);
        const refused = messages.filter((message) => state.refuse.delete(placeOf(message)));
        sent.push(...messages.filter((message) => !refused.includes(message)).map(placeOf));
        return refused;
      },
      close: () => undefined,
    },
    metrics: createQueueMetrics(metrics),
    logger: { warn: () => undefined },
    retryMs: 1,
    ...options,
  });
  const metricOf = async (name: string) => (await metrics.registry.getSingleMetric(name)?.get())?.values[0]?.value;
  return { news, sent, batches, state, metricOf };
}

describe('the news of admissions', () => {
  it('are sent in their order, ten at a time', async () => {
    const { news, sent, batches } = stage();
    for (let place = 1; place <= 23; place += 1) news.announce(admission(place));

    await news.stop();

    expect(sent).to.deep.equal(Array.from({ length: 23 }, (_, i) => i + 1));
    expect(batches).to.deep.equal([10, 10, 3]);
  });

  it('wait while SQS is away and are sent when it is back: none is lost', async () => {
    const { news, sent, state, metricOf } = stage();
    state.away = true;
    news.start();
    for (let place = 1; place <= 15; place += 1) news.announce(admission(place));
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).to.deep.equal([]);

    state.away = false;
    while (sent.length < 15) await new Promise((resolve) => setTimeout(resolve, 1));
    await news.stop();

    expect(sent).to.have.length(15);
    expect(await metricOf('queue_admissions_lost_total')).to.equal(0);
    expect(await metricOf('business_queue_admissions_sent_total')).to.equal(15);
  });

  it('send again what SQS refused, before anything later', async () => {
    const { news, sent, state } = stage();
    state.refuse.add(2);
    news.start();
    for (let place = 1; place <= 3; place += 1) news.announce(admission(place));
    while (sent.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
    await news.stop();

    expect(sent).to.deep.equal([1, 3, 2]);
  });

  it('count what had to be given up, and never fill the memory', async () => {
    const { news, state, metricOf } = stage({ longest: 10 });
    state.away = true;
    for (let place = 1; place <= 12; place += 1) news.announce(admission(place));

    await news.stop();

    // Two made room; ten were left at the end.
    expect(await metricOf('queue_admissions_lost_total')).to.equal(12);
  });

  it('are nobody’s without a queue', async () => {
    const metrics = createQueueMetrics(createMetrics('queue', false));
    const news = createAdmissionNews({ sender: undefined, metrics, logger: { warn: () => undefined } });
    news.start();
    news.announce(admission(1));

    await news.stop();
  });
});
