import { z } from 'zod';
import type { ActingAdmin } from '../../shared/administration/acting-admin.ts';
import { administrationErrors } from '../../shared/administration/administration-errors.ts';
import type { EventEdit, NewEvent, TicketTypeBody } from '../../shared/administration/event-body.ts';
import type { LayoutBody } from '../../shared/administration/layout-body.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { type InternalClient, type InternalRequest, UpstreamProblem } from '../../shared/http/internal-client.ts';
import {
  auditLogs,
  layoutAnswer,
  layoutList,
  type ReservationQuery,
  reservationAnswer,
  reservationPage,
  reservationStats,
  type StatusBody,
  ticketTypeAnswer,
} from './admin-schemas.ts';

export type TicketOffice = ReturnType<typeof createTicketOffice>;

const withId = z.object({ event: z.looseObject({ id: z.uuid() }) });
const cancelled = z.object({ cancelledReservations: z.int() });
const seatCount = z.object({ seats: z.int() });

/**
 * What ticket writes for catalog's administrators (E14); every method rejects with the AppError that ticket refused with.
 * Paths are those of domain.md 1.4.
 */
export function createTicketOffice(client: Pick<InternalClient, 'call'>) {
  async function call<T>(request: InternalRequest<T>): Promise<T> {
    try {
      return await client.call(request);
    } catch (error) {
      if (error instanceof UpstreamProblem && Object.hasOwn(administrationErrors, error.code))
        throw new AppError(error.code, error.message, {}, error);
      throw error;
    }
  }
  const write = <T>(
    method: InternalRequest<T>['method'],
    path: string,
    by: ActingAdmin,
    body: object,
    response: z.ZodType<T>,
  ) => call({ method, path, body: { ...body, by }, response });
  const read = <T>(path: string, response: z.ZodType<T>) => call({ method: 'GET', path, response });

  return {
    createEvent: async (by: ActingAdmin, event: NewEvent) =>
      (await write('POST', '/internal/admin/events', by, { event }, withId)).event.id,
    editEvent: (by: ActingAdmin, id: string, event: EventEdit) =>
      write('PUT', `/internal/admin/events/${id}`, by, { event }, withId),
    cancelEvent: (by: ActingAdmin, id: string) =>
      write('POST', `/internal/admin/reservations/cancel-by-event/${id}`, by, {}, cancelled),
    deleteEvent: (by: ActingAdmin, id: string) =>
      write('POST', `/internal/admin/reservations/cancel-all-by-event/${id}`, by, {}, cancelled),
    generateSeats: (by: ActingAdmin, eventId: string, layoutId: string) =>
      write('POST', `/internal/seats/generate/${eventId}/${layoutId}`, by, {}, seatCount),
    deleteSeats: (by: ActingAdmin, eventId: string) => write('DELETE', `/internal/seats/${eventId}`, by, {}, seatCount),
    blockSeats: (by: ActingAdmin, eventId: string, body: { seatIds: readonly string[]; blocked: boolean }) =>
      write('PUT', `/internal/seats/${eventId}/blocked`, by, body, z.object({ seats: z.array(z.string()) })),
    createLayout: (by: ActingAdmin, layout: LayoutBody) =>
      write('POST', '/internal/admin/seat-layouts', by, { layout }, layoutAnswer),
    editLayout: (by: ActingAdmin, id: string, layout: LayoutBody) =>
      write('PUT', `/internal/admin/seat-layouts/${id}`, by, { layout }, layoutAnswer),
    createTicketType: (by: ActingAdmin, eventId: string, ticketType: TicketTypeBody) =>
      write('POST', '/internal/ticket-types', by, { eventId, ticketType }, ticketTypeAnswer),
    editTicketType: (by: ActingAdmin, id: string, ticketType: TicketTypeBody) =>
      write('PUT', `/internal/ticket-types/${id}`, by, { ticketType }, ticketTypeAnswer),
    setStatus: (by: ActingAdmin, id: string, body: StatusBody) =>
      write('PATCH', `/internal/admin/reservations/${id}/status`, by, body, reservationAnswer),
    editArtist: (by: ActingAdmin, id: string, about: { imageUrl: string | null; description: string | null }) =>
      write('PUT', `/internal/admin/artists/${id}`, by, about, z.unknown()),

    layouts: () => read('/internal/admin/seat-layouts', layoutList),
    reservationStats: () => read('/internal/admin/reservation-stats', reservationStats),
    recentReservations: () => read('/internal/admin/recent-reservations', reservationPage.pick({ reservations: true })),
    reservations: ({ status, page, limit }: ReservationQuery) =>
      read(
        `/internal/admin/reservations?page=${page}&limit=${limit}${status === undefined ? '' : `&status=${status}`}`,
        reservationPage,
      ),
    auditLogs: (limit: number, resourceId: string | undefined) =>
      read(
        `/internal/admin/audit-logs?limit=${limit}${resourceId === undefined ? '' : `&resourceId=${encodeURIComponent(resourceId)}`}`,
        auditLogs,
      ),
  };
}
