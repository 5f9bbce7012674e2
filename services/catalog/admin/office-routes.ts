import { z } from 'zod';
import { clampedNumber } from '../../shared/http/clamped-number.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { EventListRepository } from '../events/event-list-repository.ts';
import { paginationOf, paginationSchema } from '../reads/page-query.ts';
import { acting } from './acting.ts';
import {
  auditLogs,
  namedReservation,
  reservationAnswer,
  reservationQuery,
  reservationStats,
  statusBody,
} from './admin-schemas.ts';
import type { NamePeople } from './people.ts';
import type { TicketOffice } from './ticket-office.ts';

export interface OfficeRouteDependencies {
  readonly office: TicketOffice;
  readonly eventLists: EventListRepository;
  readonly namePeople: NamePeople;
}

const dashboard = z.object({
  stats: reservationStats.extend({ totalEvents: z.int() }),
  recentReservations: z.array(namedReservation),
});
const auditQuery = z.object({
  limit: clampedNumber({ fallback: 50, most: 200 }),
  resourceId: z.uuid().optional(),
});

/** The dashboard, reservations and the audit log (domain.md 1.7). */
export function officeRoutes({ office, eventLists, namePeople }: OfficeRouteDependencies): Route[] {
  // Both documented paths are one page.
  const dashboardAt = (path: string) =>
    route({
      method: 'get',
      path,
      summary: 'Totals, and the ten newest reservations with their buyers',
      access: 'admin',
      input: {},
      responses: { 200: dashboard },
      handler: async () => {
        const [stats, recent, { total: totalEvents }] = await Promise.all([
          office.reservationStats(),
          office.recentReservations(),
          eventLists.list({}, { page: 1, limit: 1 }),
        ]);
        const recentReservations = await namePeople(recent.reservations);
        return { status: 200, body: { stats: { totalEvents, ...stats }, recentReservations } };
      },
    });

  return [
    dashboardAt('/api/admin/dashboard'),
    dashboardAt('/api/admin/dashboard/stats'),
    route({
      method: 'get',
      path: '/api/admin/reservations',
      summary: 'All reservations with their buyers, newest first',
      access: 'admin',
      input: { query: reservationQuery },
      responses: { 200: z.object({ reservations: z.array(namedReservation), pagination: paginationSchema }) },
      handler: async ({ query }) => {
        const found = await office.reservations(query);
        const reservations = await namePeople(found.reservations);
        return { status: 200, body: { reservations, pagination: paginationOf(query, found.total) } };
      },
    }),
    route({
      method: 'patch',
      path: '/api/admin/reservations/:id/status',
      summary: 'Cancel a reservation, with its money; every other state follows from what happened',
      access: 'admin',
      input: { params: z.object({ id: z.uuid() }), body: statusBody },
      responses: { 200: reservationAnswer },
      errors: ['RESERVATION_NOT_FOUND', 'RESERVATION_NOT_CANCELLABLE', 'STATUS_NOT_SETTABLE'],
      handler: async ({ params, body, user, headers }) => ({
        status: 200,
        body: await office.setStatus(acting(user, headers), params.id, body),
      }),
    }),
    route({
      method: 'get',
      path: '/api/admin/audit-logs',
      summary: 'What administrators did, newest first; of one thing with `resourceId`',
      access: 'admin',
      input: { query: auditQuery },
      responses: { 200: auditLogs },
      handler: async ({ query }) => ({ status: 200, body: await office.auditLogs(query.limit, query.resourceId) }),
    }),
  ];
}
