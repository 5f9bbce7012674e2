/** I8 over everything that was ever published: in order for each paid thing, and taken exactly once. */
import { expect } from 'chai';
import { z } from 'zod';
import type { Stage } from '../money/stage.ts';
import { eventually } from '../platform/eventually.ts';
import { topicsAndGroups } from './story-by-events.ts';
import { lagOf, recordsOf, type TopicRecord } from './topic.ts';

/** What may follow what about one reservation (payment-events) or one payment (reservation-events). */
const ranks = [
  'PAYMENT_REQUESTED',
  'PAYMENT_COMPLETED',
  'PAYMENT_WITHDRAWN',
  'REFUND_REQUESTED',
  'PAYMENT_FAILED',
  'PAYMENT_CONFIRMED',
  'PAYMENT_REFUNDED',
];
const eventSchema = z.object({ id: z.uuid(), type: z.enum(ranks), paymentId: z.uuid().optional() });

/** Waits until both consumers have finished what is in their topics. */
export async function untilConsumed({ platform }: Stage): Promise<void> {
  for (const { topic, group } of topicsAndGroups) {
    const lag = () => lagOf(platform.kafka.brokers, group, topic);
    await eventually(`the lag of ${group}`, lag, (records) => records === 0, 90_000);
  }
}

/** Of copies the first counts: the others are dropped by the inbox. */
function readThrough(records: readonly TopicRecord[], byPayment: boolean) {
  const ids = new Set<string>();
  const partitionOf = new Map<string, number>();
  const rankOf = new Map<string, number>();
  let [astray, disordered] = [0, 0];
  for (const { key, partition, value } of records) {
    const { id, type, paymentId = '' } = eventSchema.parse(JSON.parse(value));
    if ((partitionOf.get(key) ?? partition) !== partition) astray += 1;
    partitionOf.set(key, partition);
    if (ids.has(id)) continue;
    ids.add(id);
    const about = byPayment ? paymentId : key;
    if (ranks.indexOf(type) <= (rankOf.get(about) ?? -1)) disordered += 1;
    rankOf.set(about, ranks.indexOf(type));
  }
  return { ids, astray, disordered };
}

/** Reads both topics from their beginning and compares them with the inboxes; prints a line for each. Key `poison` is left out. */
export async function expectEachEventOnce(stage: Stage): Promise<void> {
  await untilConsumed(stage);
  const { kafka, sql } = stage.platform;
  for (const { topic, group, database } of topicsAndGroups) {
    const records = (await recordsOf(kafka.brokers, topic)).filter(({ key }) => key !== 'poison');
    const { ids, astray, disordered } = readThrough(records, topic === 'reservation-events');
    const inbox = await sql(database).query<{ event_id: string }>(
      'SELECT event_id FROM inbox WHERE consumer_group = $1',
      [group],
    );

    const copies = records.length - ids.size;
    console.log(`      ${topic}: ${ids.size} events, ${copies} copies; ${astray} astray, ${disordered} out of order`);
    expect({ astray, disordered }, topic).to.deep.equal({ astray: 0, disordered: 0 });
    expect(inbox.rows.map((row) => row.event_id).toSorted(), topic).to.deep.equal([...ids].toSorted());
  }
}
