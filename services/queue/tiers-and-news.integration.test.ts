/** What the queue hears of Tier 1, and what it tells SQS and the log. */
import { randomUUID } from 'node:crypto';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { expect } from 'chai';
import { type SqsEngine, startSqs } from '../../local/engines/sqs.ts';
import { sqsRegion } from '../../local/engines/sqs-queues.ts';
import { testEngineOptions } from '../../test/engines/test-run.ts';
import { eventually } from '../../test/platform/eventually.ts';
import { type Admitted, bookingMessageSchema } from '../shared/sqs/booking-messages.ts';
import { createSqsClient } from '../shared/sqs/message-sender.ts';
import { testRedisUrl } from './testing/test-line.ts';
import { newUser, startQueue } from './testing/test-queue.ts';

describe('the queue between Tier 1 and SQS', function () {
  this.timeout(60_000);
  let sqs: SqsEngine;
  let queue: Awaited<ReturnType<typeof startQueue>>;
  before(async () => {
    sqs = await startSqs(await testEngineOptions());
    queue = await startQueue(await testRedisUrl(), {
      SQS_QUEUE_URL: sqs.queueUrl,
      SQS_ENDPOINT: sqs.endpoint,
      QUEUE_THRESHOLD: '1',
    });
    queue.news.start();
  });
  after(async () => {
    await queue.news.stop();
    await queue.stop();
    await sqs.stop();
  });

  /** The admissions of one event that lie in the queue, all that there are. */
  async function announced(eventId: string): Promise<Admitted[]> {
    const client = createSqsClient({ region: sqsRegion, endpoint: sqs.endpoint });
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: sqs.queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    client.destroy();
    return Messages.map(({ Body = '' }) => bookingMessageSchema.parse(JSON.parse(Body))).filter(
      (message) => message.action === 'admitted' && message.eventId === eventId,
    ) as Admitted[];
  }
  const tier1 = (eventId: string, place: number) => ({
    'x-vwr-event': eventId,
    'x-vwr-place': String(place),
    'x-vwr-jti': randomUUID(),
  });

  it('announces an admission once, whether by joining or by the job, however often its person looks (10.4 #11)', async () => {
    const eventId = queue.newEvent();
    const [first, second] = [newUser(), newUser()];
    const { body } = await queue.call('POST', `/api/queue/check/${eventId}`, first);
    for (let looks = 0; looks < 3; looks += 1) {
      await queue.call('GET', `/api/queue/status/${eventId}`, first);
      await queue.call('POST', `/api/queue/heartbeat/${eventId}`, first);
      await queue.call('POST', `/api/queue/check/${eventId}`, first);
    }

    const [message, ...others] = await eventually(
      'a message',
      () => announced(eventId),
      (found) => found.length > 0,
    );

    expect(others).to.deep.equal([]);
    expect(message).to.include({ userId: first.id, id: queue.verify(body.entryToken).jti, place: 1 });

    // The job admits the second; a mere heartbeat is how they come.
    await queue.call('POST', `/api/queue/check/${eventId}`, second);
    await queue.line.setThreshold(eventId, 2);
    await queue.line.tick(eventId, 'test');
    const sentBefore = await sent();
    await queue.call('POST', `/api/queue/heartbeat/${eventId}`, second);
    await queue.call('GET', `/api/queue/status/${eventId}`, second);
    await eventually('it is sent', sent, (count) => count > sentBefore);
    expect(await sent()).to.equal(sentBefore + 1);
  });
  const sent = async () =>
    Number(
      /business_queue_admissions_sent_total\S* (\d+)/.exec(await queue.foundation.metrics.registry.metrics())?.[1],
    );

  it('orders people by the places that the gateway has found in their passes, the others after them (E3)', async () => {
    const eventId = queue.newEvent();
    await queue.call('POST', `/api/queue/check/${eventId}`, newUser());
    const people = [undefined, 30, 10, undefined, 20].map((place) => ({ place, user: newUser() }));
    for (const { user, place } of people)
      await queue.call('POST', `/api/queue/check/${eventId}`, user, place === undefined ? {} : tier1(eventId, place));

    const positions = await Promise.all(
      people.map(async ({ user }) => (await queue.call('GET', `/api/queue/status/${eventId}`, user)).body.position),
    );

    expect(positions).to.deep.equal([4, 3, 1, 5, 2]);
  });

  it('takes no place of Tier 1 from anybody but the gateway, and none of another event', async () => {
    const eventId = queue.newEvent();
    for (let n = 0; n < 3; n += 1) await queue.call('POST', `/api/queue/check/${eventId}`, newUser());

    const foreign = tier1(queue.newEvent(), 1);
    const answer = await queue.call('POST', `/api/queue/check/${eventId}`, newUser(), foreign);
    const stranger = await queue.call('POST', `/api/queue/check/${eventId}`, newUser(), {
      ...tier1(eventId, 1),
      authorization: 'Bearer somebody.else',
    });

    expect(answer.body).to.include({ position: 3 });
    expect(stranger.status).to.be.oneOf([401, 403]);
  });

  it('writes into the log who changed a threshold or cleared a line, and what it was before', async () => {
    const eventId = queue.newEvent();
    const admin = newUser('admin');
    const said: Record<string, unknown>[] = [];
    const { info } = queue.foundation.logger;
    queue.foundation.logger.info = ((line: Record<string, unknown>) => said.push(line)) as never;

    await queue.call('POST', `/api/queue/admin/threshold/${eventId}?threshold=25`, admin);
    await queue.call('POST', `/api/queue/admin/clear/${eventId}`, admin);
    queue.foundation.logger.info = info;

    const audit = said.filter((line) => 'audit' in line);
    expect(audit).to.deep.equal([
      { audit: 'threshold', operator: admin.id, eventId, before: 1, after: 25 },
      { audit: 'clear', operator: admin.id, eventId, waiting: 0, inside: 0 },
    ]);
    expect(await queue.line.inspect(eventId)).to.include({ threshold: 25 });
  });
});
