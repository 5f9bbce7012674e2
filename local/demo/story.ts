/** The story of a sale, walked over HTTP (issue: the spine). Every step measures something and fails when it does not hold. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { mainEvents } from '../../prisma/seed/events.ts';
import type { TestPlatform } from '../../test/platform/platform.ts';
import { adminEmail } from '../platform-environment.ts';
import { balanceBooks, providerLedger } from './books.ts';
import { bookThroughTheQueue } from './crowded-sale.ts';
import { eventually, expectEqual, type Narrator } from './narrator.ts';
import { type Person, parsed, registerPerson, signInPerson } from './person.ts';
import {
  type Confirmation,
  confirm,
  freeSeats,
  type Held,
  heldBy,
  orderOf,
  prepare,
  reservationOf,
  tryHold,
} from './purchase.ts';

/** Seconds a hold lasts in the demo; 300 in the documented configuration. */
export const demoHoldSeconds = 12;
const eventId = mainEvents.concert.id;

/** What the steps hand on to one another. */
interface Cast {
  minji: Person;
  junho: Person;
  seats: Awaited<ReturnType<typeof freeSeats>>;
  two: Held;
  third: { holder: Person; held: Held };
  paid: Confirmation;
}

/** Walks all steps on a running platform; failures are in the narrator's list, nothing is thrown. */
export async function tellStory(platform: TestPlatform, { step }: Narrator): Promise<void> {
  // As everybody: through the edge.
  const gateway = platform.urls.edge;
  const cast: Partial<Cast> = {};
  const of = <K extends keyof Cast>(key: K): Cast[K] => {
    const value = cast[key];
    if (value === undefined) throw new Error(`an earlier step did not bring "${key}"`);
    return value;
  };
  const provider = platform.urls['payment-test-provider'];

  await step('Minji and Junho register', async () => {
    [cast.minji, cast.junho] = await Promise.all([registerPerson(gateway, 'Minji'), registerPerson(gateway, 'Junho')]);
    return 'two accounts, argon2id passwords, ES256 access tokens';
  });

  await step('nobody enters past the line', async () => {
    const refused = await of('minji').call('GET', `/api/v1/seats/events/${eventId}`);
    expectEqual('status', refused.status, 403);
    return `403 ${z.object({ code: z.string() }).parse(refused.body).code}`;
  });

  await step('Minji joins the line and is let in; Junho waits behind a full house', async () => {
    expectEqual('Minji', (await of('minji').visitLine(eventId)).status, 'active');
    const seen = await of('junho').visitLine(eventId);
    expectEqual('Junho', seen.status, 'queued');
    return `one may be inside; Junho has ${seen.peopleAhead} people ahead of him`;
  });

  await step('the operator opens the door wider and the next batch admits Junho', async () => {
    const admin = await signInPerson(gateway, 'Operator', adminEmail, platform.secrets.adminPassword);
    expectEqual(
      'status',
      (await admin.call('POST', `/api/v1/queue/admin/threshold/${eventId}?threshold=100`)).status,
      200,
    );
    await of('junho').waitForTurn(eventId);
    return 'threshold 1 to 100';
  });

  await step('Minji holds two seats', async () => {
    cast.seats = await freeSeats(of('minji'), eventId);
    cast.two = heldBy(
      await tryHold(
        of('minji'),
        eventId,
        of('seats')
          .slice(0, 2)
          .map(({ id }) => id),
      ),
    );
    return `${of('seats').length} seats on the map; ${of('two').totalAmount.toLocaleString('en-US')} won until ${of('two').expiresAt}`;
  });

  await step('both want the same third seat: one gets it, the other hears 409', async () => {
    const seat = of('seats')[2];
    if (!seat) throw new Error('the map has no third seat');
    const racers = [of('minji'), of('junho')];
    const replies = await Promise.all(racers.map((person) => tryHold(person, eventId, [seat.id])));
    expectEqual(
      'statuses',
      replies
        .map(({ status }) => status)
        .toSorted((a, b) => a - b)
        .join(),
      '200,409',
    );
    const winner = replies.findIndex(({ status }) => status === 200);
    const [holder, reply] = [racers[winner], replies[winner]];
    if (!holder || !reply) throw new Error('nobody won');
    cast.third = { holder, held: heldBy(reply) };
    return `${holder.name} holds ${seat.seat_label}`;
  });

  await step('Minji pays while the ticket service is dead; her money is safe', async () => {
    cast.paid = await prepare(of('minji'), of('two'));
    await platform.supervisor.kill('ticket');
    const reply = await confirm(of('minji'), of('paid'), { 'idempotency-key': 'demo-confirm' });
    await platform.supervisor.start('ticket');
    return `confirm answered ${reply.status} ${JSON.stringify(z.object({ delivery: z.string().nullable() }).parse(reply.body))}`;
  });

  await step('ticket comes back and Kafka brings the news: her ticket is confirmed', async () => {
    await eventually('reservation', async () => (await reservationOf(of('minji'), of('two').id)).status, 'confirmed');
    return 'confirmed by PAYMENT_CONFIRMED on reservation-events';
  });

  await step('the holder of the third seat pays so slowly that the hold expires: the money comes back', async () => {
    const { holder, held } = of('third');
    const late = await prepare(holder, held);
    const left = Date.parse(held.expiresAt) - Date.now();
    if (left < 500) throw new Error(`only ${left} ms of the hold are left; this machine is too slow for the demo`);
    await postTest(provider, 'faults', {
      orderId: late.orderId,
      action: 'approve',
      kind: 'slow',
      delayMs: left + 2_500,
    });
    const reply = await confirm(holder, late);
    await eventually('reservation', async () => (await reservationOf(holder, held.id)).status, 'expired');
    await eventually('payment', async () => (await orderOf(holder, late.orderId)).status, 'refunded');
    const [entry] = await providerLedger(platform, late.orderId);
    expectEqual('refunded', entry?.refunded, entry?.captured);
    expectEqual('refunds', entry?.refunds, 1);
    return `confirm answered ${reply.status}; ${late.amount.toLocaleString('en-US')} won taken and given back, once`;
  });

  await step('the expired seat is free again', async () => {
    const seat = of('seats')[2];
    await eventually(
      'free',
      async () => (await freeSeats(of('junho'), eventId)).some(({ id }) => id === seat?.id),
      true,
    );
    return `${seat?.seat_label} can be had`;
  });

  await step('the database is crowded: Junho books through the queue, and the worker holds his seat', () =>
    bookThroughTheQueue(platform, of('junho'), eventId, of('seats')[3]?.id ?? ''),
  );

  await step(
    'the same payment again, ten times with the same key and once without: nothing happens twice',
    async () => {
      const again = await Promise.all(
        Array.from({ length: 10 }, () => confirm(of('minji'), of('paid'), { 'idempotency-key': 'demo-confirm' })),
      );
      const other = await confirm(of('minji'), { ...of('paid'), amount: 1 }, { 'idempotency-key': 'demo-confirm' });
      const fresh = await confirm(of('minji'), of('paid'), { 'idempotency-key': randomUUID() });
      const [entry] = await providerLedger(platform, of('paid').orderId);
      expectEqual('answers', new Set(again.map(({ body }) => JSON.stringify(body))).size, 1);
      expectEqual('same key, other amount', other.status, 422);
      expectEqual('captures', entry?.captures, 1);
      return `ten times ${again[0]?.status}, other body ${other.status}, new key ${fresh.status}; captured once`;
    },
  );

  await step('the webhook ten times, out of order and forged: nothing happens', async () => {
    const { orderId } = of('paid');
    const replayed = await postTest(provider, 'webhooks', { orderId, copies: 10, order: 'reversed' });
    const forged = await postTest(provider, 'webhooks', { orderId, forged: true });
    expectEqual('replayed', new Set(replayed).size === 1 && replayed[0] === 200, true);
    expectEqual(
      'forged',
      forged.every((status) => status === 401 || status === 403),
      true,
    );
    expectEqual('reservation', (await reservationOf(of('minji'), of('two').id)).status, 'confirmed');
    return `${replayed.length} replays answered 200, forged ${forged.join()}`;
  });

  await step('the books agree to the won', async () => {
    // The sweep wants quiet: the last events are still on their way.
    await sleep(1_500);
    return balanceBooks(platform);
  });
}

async function postTest(provider: string, what: string, body: unknown): Promise<number[]> {
  const response = await fetch(`${provider}/test/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const reply = { status: response.status, body: await response.json() };
  return what === 'webhooks' ? parsed(z.object({ statuses: z.array(z.int()) }), reply, 200).statuses : [];
}
