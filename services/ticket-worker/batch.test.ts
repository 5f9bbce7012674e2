import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { BookingMessage } from '../shared/sqs/booking-messages.ts';
import { handleBatch, sqsEventSchema } from './batch.ts';

const logged: string[] = [];
const logger = {
  warn: (_: unknown, text: string) => void logged.push(text),
  error: (_: unknown, text: string) => void logged.push(text),
};

const admitted = () => ({
  action: 'admitted',
  id: randomUUID(),
  eventId: randomUUID(),
  userId: randomUUID(),
  timestamp: 1_750_000_000_000,
  place: 7,
});

/** A record as Lambda hands it over; the name is its message id. */
const record = (name: string, group: string, body: unknown = admitted(), receives = 1) => ({
  messageId: name,
  receiptHandle: 'r',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attributes: { ApproximateReceiveCount: String(receives), MessageGroupId: group, SentTimestamp: '1' },
});

/** Handles records; `failing` names those whose work fails. */
async function handle(records: ReturnType<typeof record>[], failing: readonly string[] = [], hasTime = () => true) {
  const ids = new Map(records.map(({ messageId, body }) => [body, messageId]));
  const seen: string[] = [];
  const { Records } = sqsEventSchema.parse({ Records: records });
  const { batchItemFailures } = await handleBatch(Records, {
    act: async (message: BookingMessage) => {
      const name = ids.get(JSON.stringify(message)) ?? message.id;
      seen.push(name);
      if (failing.includes(name)) throw new Error('no');
    },
    maxReceives: 3,
    hasTime,
    logger: logger as never,
  });
  return { seen, returned: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

describe('a batch of the worker', () => {
  // The ids of records are found by their body, whose order of members the schema keeps as declared.
  const message = (group: string, name: string, receives = 1) => {
    const { action, id, eventId, userId, timestamp, place } = admitted();
    return record(name, group, { action, id, eventId, userId, timestamp, place }, receives);
  };

  it('returns nothing when all went well', async () => {
    expect(await handle([message('a', 'a1'), message('b', 'b1')])).to.deep.equal({ seen: ['a1', 'b1'], returned: [] });
  });

  it('returns the rest of the group after a failure, unhandled, and goes on with the other groups (E13; 10.4 #10)', async () => {
    const records = [
      message('a', 'a1'),
      message('b', 'b1'),
      message('a', 'a2'),
      message('b', 'b2'),
      message('a', 'a3'),
    ];

    expect(await handle(records, ['a1'])).to.deep.equal({ seen: ['a1', 'b1', 'b2'], returned: ['a1', 'a2', 'a3'] });
  });

  it('returns a poison message and those behind it, but not those before', async () => {
    for (const poison of ['{ no json', '[]', '"text"', 'null', JSON.stringify({ action: 'seat_reserve' })]) {
      const records = [message('a', 'a1'), record('poison', 'a', poison), message('a', 'a2')];

      expect(await handle(records), poison).to.deep.equal({ seen: ['a1'], returned: ['poison', 'a2'] });
    }
  });

  it('lets a message that fails for the last time take nobody with it into the dead letters', async () => {
    const records = [record('poison', 'a', '{', 3), message('a', 'a2', 3), message('a', 'a3', 2)];

    expect(await handle(records)).to.deep.equal({ seen: ['a2', 'a3'], returned: ['poison'] });
  });

  it('takes an action that it does not know for done, and says so (domain.md 5)', async () => {
    logged.length = 0;

    expect(await handle([record('new', 'a', { action: 'not_yet' })])).to.deep.equal({ seen: [], returned: [] });
    expect(logged).to.deep.equal(['an action that nobody here knows; nothing done']);
  });

  it('returns what it has no time for rather than being cut off in the middle', async () => {
    let looks = 0;
    const records = [message('a', 'a1'), message('b', 'b1'), message('a', 'a2')];

    const result = await handle(records, [], () => looks++ === 0);

    expect(result).to.deep.equal({ seen: ['a1'], returned: ['b1', 'a2'] });
  });

  it('refuses an event that is not one of SQS', () => {
    expect(() => sqsEventSchema.parse({})).to.throw();
  });
});
