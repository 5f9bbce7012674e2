import type { ActingAdmin } from '../../shared/administration/acting-admin.ts';
import { requestContext } from '../../shared/logging/request-context.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';

/** What an administrator did (domain.md 1.7). */
export type Action =
  | 'CREATE_EVENT'
  | 'UPDATE_EVENT'
  | 'CANCEL_EVENT'
  | 'DELETE_EVENT'
  | 'GENERATE_SEATS'
  | 'DELETE_SEATS'
  | 'BLOCK_SEATS'
  | 'UNBLOCK_SEATS'
  | 'CREATE_LAYOUT'
  | 'UPDATE_LAYOUT'
  | 'CREATE_TICKET_TYPE'
  | 'UPDATE_TICKET_TYPE'
  | 'UPDATE_RESERVATION_STATUS'
  | 'UPDATE_ARTIST';

interface Deed {
  readonly by: ActingAdmin;
  readonly action: Action;
  readonly resource: 'event' | 'layout' | 'ticket_type' | 'reservation' | 'artist';
  readonly resourceId: string;
  /** Null where there was nothing before, or is nothing after. */
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Writes the audit row of a deed, in the deed's own transaction: neither is there without the other. Refused attempts leave
 * no row, because they have changed nothing; they stand in the log.
 */
export async function recordDeed(tx: Queryable, deed: Deed): Promise<void> {
  await tx.query({
    name: 'record-deed',
    text: `INSERT INTO admin_audit_logs (admin_user_id, action, resource_type, resource_id, state_before, state_after, ip_address, request_id)
           VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8)`,
    values: [
      deed.by.userId,
      deed.action,
      deed.resource,
      deed.resourceId,
      JSON.stringify(deed.before),
      JSON.stringify(deed.after),
      deed.by.ipAddress ?? null,
      requestContext()?.requestId ?? null,
    ],
  });
}
