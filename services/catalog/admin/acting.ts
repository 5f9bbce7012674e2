import type { IncomingHttpHeaders } from 'node:http';
import type { ActingAdmin } from '../../shared/administration/acting-admin.ts';
import type { User } from '../../shared/identity/caller.ts';

/** Who acts, for ticket's audit log; the gateway lets only the address that it trusts through (E7). */
export function acting(user: User, headers: IncomingHttpHeaders): ActingAdmin {
  const address = headers['x-forwarded-for'];
  return { userId: user.id, ...(typeof address === 'string' && { ipAddress: address.slice(0, 45) }) };
}
