import type { Express } from 'express';
import { createServiceApp } from '../shared/http/service-app.ts';
import { createIdempotencyStore } from '../shared/idempotency/idempotency-store.ts';
import { adminRoutes } from './admin/admin-routes.ts';
import type { TicketDependencies } from './dependencies.ts';
import { ticketErrors } from './errors.ts';
import { internalMembershipRoutes } from './memberships/internal-membership-routes.ts';
import { membershipRoutes } from './memberships/membership-routes.ts';
import { refundRoutes } from './refunds/refund-routes.ts';
import { internalReservationRoutes } from './reservations/internal-reservation-routes.ts';
import { reservationRoutes } from './reservations/reservation-routes.ts';
import { seatRoutes } from './seats/seat-routes.ts';
import { bookingRequestRoutes } from './shedding/booking-request-routes.ts';
import { ticketCodeRoutes } from './ticket-codes/ticket-code-routes.ts';
import { ticketRoutes } from './tickets/ticket-routes.ts';
import { timeRoutes } from './time/time-routes.ts';
import { internalTransferRoutes } from './transfers/internal-transfer-routes.ts';
import { transferRoutes } from './transfers/transfer-routes.ts';
import { waitlistRoutes } from './waitlist/waitlist-routes.ts';

export type TicketAppParts = Pick<
  TicketDependencies,
  'foundation' | 'sale' | 'shedding' | 'desk' | 'codeKeys' | 'seatMaps' | 'reads' | 'dependencies'
>;

/** The Express application of ticket; it does not listen. */
export function createTicketApp(
  parts: TicketAppParts,
  options: { readonly checkResponses: boolean; readonly isReady?: () => boolean },
): Express {
  return createServiceApp({
    ...parts.foundation,
    ...options,
    service: 'ticket',
    routes: [
      ...ticketRoutes(parts),
      ...seatRoutes(parts),
      ...bookingRequestRoutes(parts),
      ...reservationRoutes(parts),
      ...membershipRoutes(parts),
      ...transferRoutes(parts),
      ...ticketCodeRoutes(parts),
      ...timeRoutes(parts.sale),
      ...waitlistRoutes(parts.desk),
      ...adminRoutes({ ...parts, pool: parts.desk.pool }),
      ...internalReservationRoutes(parts),
      ...internalMembershipRoutes(parts),
      ...internalTransferRoutes(parts),
      ...refundRoutes(parts),
    ],
    errors: ticketErrors,
    idempotencyStore: createIdempotencyStore(parts.desk.pool),
    dependencies: parts.dependencies,
  });
}
