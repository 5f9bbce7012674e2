import { request } from 'node:http';
import { expect } from 'chai';
import { authorizationOf } from '../../shared/testing/foundation-fake.ts';
import { testRedisUrl } from '../testing/test-line.ts';
import { identity, newUser, startQueue, type TestUser } from '../testing/test-queue.ts';

describe('the stream over HTTP', function () {
  this.timeout(20_000);
  let queue: Awaited<ReturnType<typeof startQueue>>;
  before(async () => {
    queue = await startQueue(await testRedisUrl(), { QUEUE_THRESHOLD: '1', QUEUE_ADMISSION_INTERVAL_MS: '50' });
    queue.admission.start();
  });
  after(() => queue.stop());

  function watch(event: string, user: TestUser) {
    let text = '';
    const req = request(`${queue.baseUrl}/api/queue/stream/${event}`, {
      headers: { authorization: authorizationOf('gateway'), ...identity(user) },
    });
    const ended = new Promise<string>((resolve, reject) => {
      req.once('response', (res) => {
        res.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        res.once('end', () => resolve(text)).once('error', reject);
      });
    });
    ended.catch(() => undefined);
    const opened = new Promise<Record<string, unknown>>((resolve) => {
      req.once('response', (res) => res.once('data', () => resolve(res.headers)));
    });
    req.on('error', () => undefined).end();
    return { ended, opened, hangUp: () => req.destroy() };
  }

  it('tells the place, then the admission with its token, and ends', async () => {
    const event = queue.newEvent();
    const [inside, waiting] = [newUser(), newUser()];
    await queue.call('POST', `/api/queue/check/${event}`, inside);
    await queue.call('POST', `/api/queue/check/${event}`, waiting);

    const stream = watch(event, waiting);
    expect(await stream.opened).to.include({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    await queue.call('POST', `/api/queue/admin/threshold/${event}?threshold=2`, newUser('admin'));
    const text = await stream.ended;

    expect(text).to.match(/^retry: 2000\n\nevent: position\ndata: \{.*"position":1.*\}\n\n/);
    const admitted = /event: admitted\ndata: (.*)\n\n$/.exec(text)?.[1] ?? '';
    expect(queue.verify(JSON.parse(admitted).entryToken)).to.include({ sub: event, uid: waiting.id, place: 2 });
    expect(queue.hub.size()).to.equal(0);
  });

  it('answers 404 to somebody who has not joined, so that EventSource stops', async () => {
    const { status, body } = await queue.call('GET', `/api/queue/stream/${queue.newEvent()}`, newUser());

    expect([status, body.code]).to.deep.equal([404, 'NOT_IN_QUEUE']);
  });

  it('forgets a client that hangs up', async () => {
    const event = queue.newEvent();
    const [inside, waiting] = [newUser(), newUser()];
    await queue.call('POST', `/api/queue/check/${event}`, inside);
    await queue.call('POST', `/api/queue/check/${event}`, waiting);
    const stream = watch(event, waiting);
    await stream.opened;
    expect(queue.hub.size()).to.equal(1);

    stream.hangUp();

    while (queue.hub.size() > 0) await new Promise((resolve) => setImmediate(resolve));
    expect((await queue.call('GET', `/api/queue/status/${event}`, waiting)).body.position).to.equal(1);
  });
});
