import { expect } from 'chai';
import { startRedisProxy } from './testing/redis-proxy.ts';
import { testRedisUrl } from './testing/test-line.ts';
import { newUser, startQueue } from './testing/test-queue.ts';

describe('the queue while Redis is away', function () {
  this.timeout(30_000);
  let cable: Awaited<ReturnType<typeof startRedisProxy>>;
  let queue: Awaited<ReturnType<typeof startQueue>>;
  before(async () => {
    cable = await startRedisProxy(await testRedisUrl());
    queue = await startQueue(cable.url, { QUEUE_THRESHOLD: '0' });
  });
  after(async () => {
    await queue.stop();
    await cable.stop();
  });

  const untilServed = async (work: () => Promise<{ status: number }>) => {
    for (let answer = await work(); answer.status !== 200; ) answer = await work();
  };

  for (const [name, fault] of [
    ['cut off', () => cable.cut()],
    ['hanging', () => cable.hold()],
  ] as const) {
    it(`answers 503 with Retry-After when it is ${name}, and nobody has lost their place afterwards`, async () => {
      const event = queue.newEvent();
      const people = Array.from({ length: 20 }, () => newUser());
      for (const user of people) await queue.call('POST', `/api/queue/check/${event}`, user);

      fault();
      const begin = performance.now();
      const answers = await Promise.all([
        ...people.map((user) => queue.call('GET', `/api/queue/status/${event}`, user)),
        queue.call('POST', `/api/queue/check/${event}`, newUser()),
        queue.call('GET', `/api/queue/stream/${event}`, people[0]),
      ]);
      const afterFailures = await queue.call('POST', `/api/queue/heartbeat/${event}`, people[1]);
      const tookMs = performance.now() - begin;
      cable.mend();

      for (const answer of [...answers, afterFailures]) {
        expect(answer.body.code).to.equal('DEPENDENCY_UNAVAILABLE');
        expect(answer.status).to.equal(503);
        expect(answer.headers.get('retry-after')).to.equal('2');
      }
      expect(tookMs).to.be.below(5_000);
      await untilServed(() => queue.call('GET', `/api/queue/status/${event}`, people[0]));
      const later = await Promise.all(people.map((user) => queue.call('GET', `/api/queue/status/${event}`, user)));
      expect(later.map(({ body }) => body.position)).to.deep.equal(people.map((_, i) => i + 1));
    });
  }

  it('says so in its health report', async () => {
    cable.cut();

    const health = await queue.call('GET', '/health');

    expect(health.status).to.equal(503);
    expect(health.body).to.include({ service: 'queue', status: 'degraded' });
    cable.mend();
    await untilServed(() => queue.call('GET', '/health'));
  });
});
