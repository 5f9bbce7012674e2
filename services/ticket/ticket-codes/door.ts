import { AppError } from '../../shared/errors/app-error.ts';
import { inTransaction, type Queryable } from '../../shared/postgres/pool.ts';
import { TokenError } from '../../shared/tokens/token-error.ts';
import type { Desk } from '../desk.ts';
import { lockTransfer, takeDown } from '../transfers/transfer-rows.ts';
import type { CodeKeys } from './code-keys.ts';
import type { TicketCodeClaims } from './ticket-code-kind.ts';

interface DoorRow {
  readonly reservation_id: string;
  readonly event_id: string;
  readonly status: string;
  readonly generation: number;
  readonly quantity: number;
  readonly released: boolean;
  readonly label: string;
  readonly listing: string | null;
}

export interface Admitted {
  readonly reservationId: string;
  readonly itemId: string;
  readonly ticketNumber: number;
  readonly label: string;
  readonly admittedAt: string;
}

/**
 * Lets one ticket in, once, whatever doors are asked at the same moment. What has been used can no longer be cancelled by its
 * buyer or sold on; an open listing of it falls.
 * @throws AppError TICKET_CODE_INVALID, TICKET_WRONG_EVENT, TICKET_CODE_OUTDATED, TICKET_USED
 */
export async function admit(
  desk: Desk,
  keys: CodeKeys,
  asked: { readonly code: string; readonly eventId: string; readonly adminId: string },
): Promise<Admitted> {
  const claims = verified(keys, asked.code);
  if (claims.event !== asked.eventId) throw new AppError('TICKET_WRONG_EVENT', 'This ticket is for another event.');
  const admitted = await inTransaction(desk.pool, async (tx) => {
    const row = await lockedTicket(tx, claims);
    if (row.listing !== null) {
      const listing = await lockTransfer(tx, row.listing);
      if (listing?.status === 'listed') await takeDown(tx, desk, listing);
    }
    const { rows } = await tx.query<{ admitted_at: Date }>({
      name: 'door-admit',
      text: `INSERT INTO ticket_admissions (reservation_item_id, ticket_number, admitted_by) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING RETURNING admitted_at`,
      values: [claims.sub, claims.number, asked.adminId],
    });
    const [admission] = rows;
    if (!admission) throw await usedBefore(tx, claims);
    await tx.query({
      name: 'door-used',
      text: 'UPDATE reservations SET used_at = coalesce(used_at, now()) WHERE id = $1',
      values: [row.reservation_id],
    });
    return {
      reservationId: row.reservation_id,
      itemId: claims.sub,
      ticketNumber: claims.number,
      label: row.label,
      admittedAt: admission.admitted_at.toISOString(),
    };
  });
  desk.wakeRelay();
  return admitted;
}

function verified(keys: CodeKeys, code: string): TicketCodeClaims {
  try {
    return keys.verifier.verify(code);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    throw new AppError('TICKET_CODE_INVALID', 'This is no valid ticket code of ours.', { reason: error.code });
  }
}

/** The ticket as it stands now, its reservation locked: a resale or cancellation is before or after, never between. */
async function lockedTicket(tx: Queryable, claims: TicketCodeClaims): Promise<DoorRow> {
  await tx.query({
    name: 'door-lock',
    text: 'SELECT FROM reservations r JOIN reservation_items i ON i.reservation_id = r.id WHERE i.id = $1 FOR UPDATE OF r',
    values: [claims.sub],
  });
  const { rows } = await tx.query<DoorRow>({
    name: 'door-ticket',
    text: `SELECT r.id AS reservation_id, r.event_id, r.status, r.code_generation AS generation, i.quantity, i.released_at IS NOT NULL AS released,
             coalesce(s.seat_label, t.name, '') AS label,
             (SELECT id FROM ticket_transfers WHERE reservation_id = r.id AND status = 'listed') AS listing
           FROM reservation_items i JOIN reservations r ON r.id = i.reservation_id
           LEFT JOIN seats s ON s.id = i.seat_id LEFT JOIN ticket_types t ON t.id = i.ticket_type_id WHERE i.id = $1`,
    values: [claims.sub],
  });
  const [row] = rows;
  if (!row || row.event_id !== claims.event || claims.number > row.quantity) {
    throw new AppError('TICKET_CODE_INVALID', 'There is no such ticket.', { reason: 'unknown' });
  }
  if (row.status !== 'confirmed' || row.released) {
    throw new AppError('TICKET_CODE_OUTDATED', 'This ticket was given back.', { reason: row.status });
  }
  if (row.generation !== claims.generation) {
    throw new AppError('TICKET_CODE_OUTDATED', 'This ticket belongs to somebody else by now.', { reason: 'sold_on' });
  }
  return row;
}

async function usedBefore(tx: Queryable, claims: TicketCodeClaims): Promise<AppError> {
  const { rows } = await tx.query<{ admitted_at: Date }>({
    name: 'door-used-before',
    text: 'SELECT admitted_at FROM ticket_admissions WHERE reservation_item_id = $1 AND ticket_number = $2',
    values: [claims.sub, claims.number],
  });
  return new AppError('TICKET_USED', 'Somebody went in with this ticket.', {
    admittedAt: rows[0]?.admitted_at.toISOString(),
  });
}
