import { z } from 'zod';
import type { TestPlatform } from '../../test/platform/platform.ts';
import { eventually, expectEqual } from './narrator.ts';
import { type Person, parsed } from './person.ts';
import { reservationOf, tryHold } from './purchase.ts';

const queued = z.object({ request: z.object({ id: z.uuid(), statusUrl: z.string() }) });
const decided = z.object({ request: z.object({ status: z.string(), reservationId: z.uuid().nullable() }) });

/**
 * A booking while the database is as crowded as it can be: it goes through the FIFO queue, and the ticket worker holds the seat.
 * @returns what was measured
 */
export async function bookThroughTheQueue(
  platform: TestPlatform,
  buyer: Person,
  eventId: string,
  seatId: string,
): Promise<string> {
  // With a limit of 0 ms every wait is too long.
  await platform.supervisor.restart('ticket', { env: { SHED_AFTER_MS: '0' } });
  try {
    await eventually('ticket is back', async () => (await buyer.call('GET', '/api/v1/time')).status, 200);
    const reply = await tryHold(buyer, eventId, [seatId]);
    const { id, statusUrl } = parsed(queued, reply, 202).request;
    const look = async () => parsed(decided, await buyer.call('GET', statusUrl), 200).request;
    await eventually('the request', async () => (await look()).status, 'held');
    const { reservationId } = await look();
    const reservation = await reservationOf(buyer, reservationId ?? '');
    expectEqual('reservation', reservation.status, 'pending');
    const cancelled = await buyer.call('POST', `/api/v1/reservations/${reservationId}/cancel`);
    expectEqual('cancel', cancelled.status, 200);
    return `answered 202, request ${id} held by the worker from SQS, given back`;
  } finally {
    await platform.supervisor.restart('ticket', { env: {} });
    await eventually('ticket is back', async () => (await buyer.call('GET', '/api/v1/time')).status, 200);
  }
}
