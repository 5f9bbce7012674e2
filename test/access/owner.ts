/** Ann, who has one of everything that a person can have here. */
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { z } from 'zod';
import type { ContractPlatform } from '../platform/contract-platform.ts';
import type { Buyer } from '../platform/crowd.ts';
import { eventually } from '../platform/eventually.ts';
import { openSale } from '../platform/sale.ts';

const idIn = (member: string) =>
  z.looseObject({ [member]: z.looseObject({ id: z.uuid() }) }).transform((body) => body[member]!.id);

export interface Owner {
  readonly ann: Buyer;
  readonly eventId: string;
}

/** An account with a session, memberships paid and asked for, reservations held, bought and listed, a post and a comment. */
export async function somebodyWithEverything({ platform, crowd, send }: ContractPlatform): Promise<Owner> {
  const tickets = platform.sql('ticket_db');
  const { eventId, seatIds } = await openSale(tickets, 10);
  const { rows: artists } = await tickets.query<{ id: string }>('SELECT id FROM artists ORDER BY name LIMIT 2');
  // Long on sale: the windows of the tiers are over.
  await tickets.query(`UPDATE events SET artist_id = $2, sale_start_date = now() - interval '30 days' WHERE id = $1`, [
    eventId,
    artists[0]?.id,
  ]);

  const account = {
    email: `ann-${randomUUID()}@urr.local`,
    password: `Ann-${randomUUID()}`,
    name: 'Ann',
    phone: '010-1234-5678',
  };
  const registered = await send(
    platform.urls.gateway,
    { method: 'POST', path: '/api/v1/auth/register', body: account },
    {},
  );
  expect(registered.status, registered.text).to.equal(201);
  const ann = crowd.newcomer(eventId, 'user', idIn('user').parse(JSON.parse(registered.text)));
  await tickets.query(
    `INSERT INTO artist_memberships (user_id, artist_id, status, expires_at) VALUES ($1, $2, 'active', now() + interval '1 year')`,
    [ann.id, artists[0]?.id],
  );

  const ok = <T extends { readonly status: number; readonly body: unknown }>(what: string, answer: T): T => {
    expect(answer.status, `${what}: ${JSON.stringify(answer.body)}`).to.be.within(200, 201);
    return answer;
  };
  const held = async (seat: number) => {
    const { body } = ok('hold', await ann.hold(eventId, [seatIds[seat]!]));
    const reservation = { id: body.reservation!.id, totalAmount: body.reservation!.totalAmount };
    const { body: order } = ok('prepare', await ann.prepare(reservation));
    return { id: reservation.id, orderId: order.orderId!, amount: order.amount! };
  };
  const bought = async (seat: number) => {
    const { id, orderId, amount } = await held(seat);
    ok('confirm', await ann.confirm({ orderId, amount, paymentKey: `pk_${randomUUID()}` }));
    return id;
  };
  await held(0);
  await bought(1);
  ok('listing', await ann.post('/api/v1/transfers', { reservationId: await bought(2) }));
  ok('membership', await ann.post('/api/v1/memberships/subscribe', { artistId: artists[1]?.id }));
  const words = { title: 'Ann writes', content: 'About nothing', artist_id: artists[0]?.id };
  const post = idIn('post').parse(ok('post', await ann.post('/api/v1/community/posts', words)).body);
  ok('comment', await ann.post(`/api/v1/community/posts/${post}/comments`, { content: 'Me again' }));

  // Points and requests for money travel between services; what still moves cannot be compared.
  const count = async (database: 'community_db' | 'payment_db', sql: string) =>
    Number((await platform.sql(database).query<{ n: string }>(sql, [ann.id])).rows[0]?.n);
  const waiting = 'SELECT count(*) AS n FROM point_awards WHERE user_id = $1';
  const payments = 'SELECT count(*) AS n FROM payments WHERE user_id = $1';
  await eventually(
    'points given',
    () => count('community_db', waiting),
    (n) => n === 0,
  );
  await eventually(
    'three reservations and a membership to pay',
    () => count('payment_db', payments),
    (n) => n === 4,
  );
  return { ann, eventId };
}
