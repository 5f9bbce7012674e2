/** What sender, queue, event source mapping and worker do together; the same for every engine that speaks SQS. */
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect } from 'chai';
import { findOutcome } from '../../services/ticket/shedding/booking-outcomes.ts';
import { expectBooksToHold } from '../../services/ticket/testing/books.ts';
import { seatedEvent } from '../../services/ticket/testing/sale-fixture.ts';
import { sqsEventSchema } from '../../services/ticket-worker/batch.ts';
import { seatRequest, startTestWorker } from '../../services/ticket-worker/testing/test-worker.ts';
import { eventually } from '../platform/eventually.ts';
import { openQueue } from './stage.ts';

/** @param endpoint of the engine, once it runs */
export function queueContract(endpoint: () => string): void {
  let running: Awaited<ReturnType<typeof startTestWorker>>;
  let queue: Awaited<ReturnType<typeof openQueue>>;
  before(async () => {
    running = await startTestWorker();
  });
  after(() => running.stop());
  beforeEach(async () => {
    queue = await openQueue(endpoint());
  });
  afterEach(async () => {
    queue.close();
    await expectBooksToHold(running.pool);
  });

  const handle = (event: unknown, context: { getRemainingTimeInMillis(): number }) =>
    running.worker.handle(event, () => context.getRemainingTimeInMillis());
  const outcomeOf = ({ id, userId }: { id: string; userId: string }) => findOutcome(running.pool, id, userId);
  const statusOf = async (request: { id: string; userId: string }) => (await outcomeOf(request))?.status;

  /** Rounds until the queue is empty; a message that comes again comes after its visibility. */
  async function drain(mapping: ReturnType<typeof queue.mapping>): Promise<void> {
    await eventually(
      'the queue is empty',
      async () => {
        await mapping.round();
        return queue.waiting();
      },
      (count) => count === 0,
    );
  }

  it('gives the last seat to whoever was first in the queue, in the order of sending', async () => {
    const { eventId, seatIds } = await seatedEvent(running.pool, { seats: 1 });
    const requests = Array.from({ length: 12 }, () => seatRequest(eventId, seatIds));
    for (const request of requests) await queue.sender.send(request);

    await drain(queue.mapping(handle));

    const statuses = await Promise.all(requests.map(statusOf));
    expect(statuses).to.deep.equal(['held', ...Array.from({ length: 11 }, () => 'refused')]);
  });

  it('takes a message that was sent twice once, and one that gets in twice has one effect', async () => {
    const { eventId, seatIds } = await seatedEvent(running.pool, { seats: 2 });
    const request = seatRequest(eventId, [seatIds[0]!]);
    await queue.sender.send(request);
    await queue.sender.send(request);
    expect(await queue.waiting(), 'SQS knows the copy').to.equal(1);
    // As after the five minutes in which it knows.
    const { queueUrl: QueueUrl } = queue;
    const MessageBody = JSON.stringify(request);
    await queue.client.send(
      new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId: eventId, MessageDeduplicationId: 'late' }),
    );

    await drain(queue.mapping(handle));

    const { rows } = await running.pool.query('SELECT FROM reservations WHERE user_id = $1', [request.userId]);
    expect(rows).to.have.length(1);
  });

  it('sends a batch in its order and hands back what was refused', async () => {
    const { eventId, seatIds } = await seatedEvent(running.pool, { seats: 1 });
    const requests = Array.from({ length: 3 }, () => seatRequest(eventId, seatIds));

    expect(await queue.sender.sendBatch(requests)).to.deep.equal([]);
    await drain(queue.mapping(handle));

    expect(await Promise.all(requests.map(statusOf))).to.deep.equal(['held', 'refused', 'refused']);
  });

  it('loses nothing and doubles nothing when the worker dies between the effect and the delete', async () => {
    const { eventId, seatIds } = await seatedEvent(running.pool, { seats: 3 });
    const requests = seatIds.map((seat) => seatRequest(eventId, [seat]));
    for (const request of requests) await queue.sender.send(request);
    const errors: unknown[] = [];
    let deaths = 0;
    const dying = queue.mapping(async (event, context) => {
      const answer = await handle(event, context);
      deaths += 1;
      if (deaths === 1) throw new Error('killed after the commit, before the answer');
      return answer;
    }, errors);

    await drain(dying);

    expect(errors).to.have.length(1);
    expect(await Promise.all(requests.map(statusOf))).to.deep.equal(['held', 'held', 'held']);
    const { rows } = await running.pool.query('SELECT FROM reservations WHERE event_id = $1', [eventId]);
    expect(rows).to.have.length(3);
  });

  it('keeps the order through a failure: what is behind it comes after it', async () => {
    const { eventId, seatIds } = await seatedEvent(running.pool, { seats: 1 });
    const [first, second] = [seatRequest(eventId, seatIds), seatRequest(eventId, seatIds)];
    await queue.sender.send(first);
    await queue.sender.send(second);
    let calls = 0;
    const mapping = queue.mapping(async (event, context) => {
      calls += 1;
      // As the worker answers when the database is away: the first fails, the rest of its group with it.
      if (calls > 1) return handle(event, context);
      const { Records } = sqsEventSchema.parse(event);
      return { batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });

    await drain(mapping);

    expect(await statusOf(first)).to.equal('held');
    expect(await statusOf(second)).to.equal('refused');
  });

  it('moves a poison message in the middle of a group to the dead letters after three receives, and no other', async () => {
    const { eventId, seatIds } = await seatedEvent(running.pool, { seats: 2 });
    const [before, behind] = seatIds.map((seat) => seatRequest(eventId, [seat]));
    const poison = `{"action":"seat_reserve","id":"${before!.id}"}`;
    await queue.sender.send(before!);
    await queue.client.send(
      new SendMessageCommand({
        QueueUrl: queue.queueUrl,
        MessageBody: poison,
        MessageGroupId: eventId,
        MessageDeduplicationId: 'poison',
      }),
    );
    await queue.sender.send(behind!);
    let poisoned = 0;
    const mapping = queue.mapping(async (event, context) => {
      const { Records } = sqsEventSchema.parse(event);
      poisoned += Records.filter(({ body }) => body === poison).length;
      return handle(event, context);
    });

    await drain(mapping);

    expect(poisoned, 'receives of the poison').to.equal(3);
    expect(await Promise.all([before!, behind!].map(statusOf))).to.deep.equal(['held', 'held']);
    expect(await queue.deadBodies()).to.deep.equal([poison]);
  });

  it('takes an answer that makes no sense for a failure of the whole batch, as Lambda does', async () => {
    const { eventId, seatIds } = await seatedEvent(running.pool, { seats: 1 });
    const request = seatRequest(eventId, seatIds);
    const errors: unknown[] = [];
    for (const answer of [
      { batchItemFailures: [{ itemIdentifier: 'nobody' }] },
      { batchItemFailures: [{ itemIdentifier: '' }] },
      'text',
    ]) {
      const own = await openQueue(endpoint());
      await own.sender.send(request);
      expect(await own.mapping(() => Promise.resolve(answer), errors).round()).to.deep.equal({
        received: 1,
        deleted: 0,
      });
      own.close();
    }
    expect(errors).to.have.length(3);
    // An empty list, or none, means that all went well.
    await queue.sender.send(request);
    expect(await queue.mapping(() => Promise.resolve(undefined)).round()).to.deep.equal({ received: 1, deleted: 1 });
  });
}
