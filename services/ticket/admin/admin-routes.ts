import type { Route } from '../../shared/http/route.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { adminReservationRoutes } from '../admin-reservations/admin-reservation-routes.ts';
import { eventAdminRoutes } from '../event-admin/event-admin-routes.ts';
import type { ReservationReads } from '../reservations/reservation-reads.ts';
import type { Sale } from '../reservations/sale.ts';
import { seatPlanRoutes } from '../seat-plan/seat-plan-routes.ts';
import { ticketTypeRoutes } from '../ticket-types/ticket-type-routes.ts';
import { auditRoutes } from './audit-routes.ts';

/** Everything that catalog's admin API asks of ticket, the only writer of ticket_db (E14). */
export function adminRoutes({ pool, sale, reads }: { pool: Pool; sale: Sale; reads: ReservationReads }): Route[] {
  return [
    ...eventAdminRoutes({ pool, sale }),
    ...seatPlanRoutes({ pool, reads }),
    ...ticketTypeRoutes({ pool, reads }),
    ...adminReservationRoutes({ pool, sale }),
    ...auditRoutes({ db: pool }),
  ];
}
