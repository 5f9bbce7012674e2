/** What people do, and the lines without which they cannot: everything else must go on whatever breaks. */
import { randomUUID } from 'node:crypto';
import type { Answer, Buyer } from '../platform/crowd.ts';

export interface Probe {
  readonly name: string;
  /** Edges it cannot do without. What has a way around (Redis behind the rate limit, seat locks, sign-in) is not here. */
  readonly needs: readonly string[];
  readonly send: () => Promise<Answer>;
}

export interface ProbeParts {
  readonly buyer: Buyer;
  readonly admin: Buyer;
  readonly eventId: string;
  readonly newcomer: () => Buyer;
  readonly nextSeat: () => string;
}

/** A request for each route that people use most, with the edges it needs. */
export function createProbes({ buyer, admin, eventId, newcomer, nextSeat }: ProbeParts): Probe[] {
  const ticket = ['gateway>ticket', 'ticket>postgres'];
  const payment = ['gateway>payment', 'payment>postgres'];
  return [
    { name: 'list events', needs: ['gateway>catalog', 'catalog>postgres'], send: () => buyer.get('/api/v1/events') },
    {
      name: 'one event',
      needs: ['gateway>catalog', 'catalog>postgres'],
      send: () => buyer.get(`/api/v1/events/${eventId}`),
    },
    { name: 'the time', needs: ['gateway>ticket'], send: () => buyer.get('/api/v1/time') },
    { name: 'seat map', needs: ticket, send: () => buyer.get(`/api/v1/seats/events/${eventId}`) },
    { name: 'own reservations', needs: ticket, send: () => buyer.get('/api/v1/reservations/my') },
    { name: 'hold a seat', needs: ticket, send: () => newcomer().hold(eventId, [nextSeat()], randomUUID()) },
    { name: 'own payments', needs: payment, send: () => buyer.get('/api/v1/payments/user/me') },
    {
      name: 'place in line',
      needs: ['gateway>queue', 'queue>redis'],
      send: () => buyer.get(`/api/v1/queue/status/${eventId}`),
    },
    { name: 'own sessions', needs: ['gateway>auth', 'auth>postgres'], send: () => buyer.get('/api/v1/auth/sessions') },
    {
      name: 'posts',
      needs: ['gateway>community', 'community>postgres'],
      send: () => buyer.get('/api/v1/community/posts'),
    },
    { name: 'statistics', needs: ['gateway>stats', 'stats>postgres'], send: () => admin.get('/api/v1/stats/overview') },
    { name: 'liveness', needs: [], send: () => buyer.get('/actuator/health/liveness') },
  ];
}

/** A 5xx, or no answer at all, is a failure; a refusal is an answer. */
export async function isGood({ send }: Probe): Promise<boolean> {
  try {
    return (await send()).status < 500;
  } catch {
    return false;
  }
}
