import type { Prisma, PrismaClient } from '../../../prisma/generated/ticket_db/client.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ListedReservation, OwnReservation } from './reservation-schemas.ts';

export type ReservationReads = ReturnType<typeof createReservationReads>;

const withItems = {
  event: { select: { title: true, venue: true, address: true, eventDate: true } },
  reservationItems: {
    orderBy: { createdAt: 'asc' },
    include: {
      ticketType: { select: { name: true } },
      seat: { select: { seatLabel: true, section: true, rowNumber: true, seatNumber: true } },
    },
  },
} as const satisfies Prisma.ReservationInclude;

type ReservationRow = Prisma.ReservationGetPayload<{ include: typeof withItems }>;

/** Newest reservations shown in "my reservations"; limits per event keep everybody far below. */
const maxListed = 200;

/** What people read about layouts, ticket types and their own reservations. */
export function createReservationReads(prisma: PrismaClient) {
  return {
    async layouts() {
      const layouts = await prisma.seatLayout.findMany({ orderBy: [{ totalSeats: 'asc' }, { name: 'asc' }] });
      return layouts.map(({ id, name, description, totalSeats, layoutConfig }) => ({
        id,
        name,
        description,
        total_seats: totalSeats,
        layout_config: layoutConfig,
      }));
    },

    /** Dearest first; empty for an event that does not exist. */
    async ticketTypes(eventId: string) {
      const types = await prisma.ticketType.findMany({
        where: { eventId, event: { deletedAt: null } },
        orderBy: [{ price: 'desc' }, { name: 'asc' }],
      });
      return types.map(ticketTypeAnswer);
    },

    /** @throws AppError TICKET_TYPE_NOT_FOUND */
    async ticketType(id: string) {
      const type = await prisma.ticketType.findFirst({ where: { id, event: { deletedAt: null } } });
      if (!type) throw new AppError('TICKET_TYPE_NOT_FOUND', 'There is no such ticket type.');
      return ticketTypeAnswer(type);
    },

    /** Newest first. */
    async listOfUser(userId: string): Promise<ListedReservation[]> {
      const rows = await prisma.reservation.findMany({
        where: { userId },
        include: withItems,
        orderBy: { createdAt: 'desc' },
        take: maxListed,
      });
      return rows.map(listed);
    },

    /** @throws AppError RESERVATION_NOT_FOUND, also when it is somebody else's: the caller must not learn which */
    async ofUser(id: string, userId: string): Promise<OwnReservation> {
      const row = await prisma.reservation.findFirst({ where: { id, userId }, include: withItems });
      if (!row) throw new AppError('RESERVATION_NOT_FOUND', 'You have no such reservation.');
      const reservation = listed(row);
      return {
        ...reservation,
        payment_method: row.paymentMethod,
        address: row.event.address,
        confirmed_at: row.confirmedAt?.toISOString() ?? null,
        cancelled_at: row.cancelledAt?.toISOString() ?? null,
        seats: reservation.items.filter((item) => item.seat_label !== null),
      };
    },
  };
}

interface TicketTypeRow {
  readonly id: string;
  readonly name: string;
  readonly price: number;
  readonly totalQuantity: number;
  readonly availableQuantity: number;
  readonly description: string | null;
}

const ticketTypeAnswer = (type: TicketTypeRow) => ({
  id: type.id,
  name: type.name,
  price: type.price,
  total_quantity: type.totalQuantity,
  available_quantity: type.availableQuantity,
  description: type.description,
});

function listed(row: ReservationRow): ListedReservation {
  return {
    id: row.id,
    event_id: row.eventId,
    reservation_number: row.reservationNumber,
    total_amount: row.totalAmount,
    booking_fee: row.bookingFee,
    given_back: row.givenBack,
    status: row.status,
    payment_status: row.paymentStatus,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    event_title: row.event.title,
    venue: row.event.venue,
    event_date: row.event.eventDate.toISOString(),
    items: row.reservationItems.map((item) => ({
      id: item.id,
      ticket_type_id: item.ticketTypeId,
      ticket_type_name: item.ticketType?.name ?? null,
      seat_id: item.seatId,
      seat_label: item.seat?.seatLabel ?? null,
      section: item.seat?.section ?? null,
      row_number: item.seat?.rowNumber ?? null,
      seat_number: item.seat?.seatNumber ?? null,
      quantity: item.quantity,
      unit_price: item.unitPrice,
      subtotal: item.subtotal,
      released_at: item.releasedAt?.toISOString() ?? null,
    })),
  };
}
