import { expect } from 'chai';
import { sweepInvariants } from '../../../test/invariants.ts';
import { paymentEventSchema, transferEventSchema } from '../../shared/events/topics.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';

/** Sweeps every invariant of ticket_db but I7: where no relay runs the outbox is looked at by hand. */
export async function expectBooksToHold(db: Queryable): Promise<void> {
  const sweep = await sweepInvariants({ ticket: db });
  const broken = Object.entries(sweep).filter(([name, rows]) => rows > 0 && !name.startsWith('I7'));
  expect(broken).to.deep.equal([]);
}

/** The types of the events written for one reservation, in order. */
export async function announced(db: Queryable, reservationId: string): Promise<string[]> {
  const { rows } = await db.query<{ type: string }>(
    `SELECT payload->>'type' AS type FROM outbox WHERE key = $1 ORDER BY id`,
    [reservationId],
  );
  return rows.map((row) => row.type);
}

/** Every event about money and transfers in the outbox fits the schema of its topic. */
export async function expectEventsToFit(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ topic: string; payload: unknown }>(
    `SELECT topic, payload FROM outbox WHERE topic <> 'membership-events'`,
  );
  for (const { topic, payload } of rows)
    (topic === 'transfer-events' ? transferEventSchema : paymentEventSchema).parse(payload);
}
