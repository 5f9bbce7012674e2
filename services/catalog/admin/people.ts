import { z } from 'zod';
import type { InternalClient } from '../../shared/http/internal-client.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import type { namedReservation, Reservation } from './admin-schemas.ts';

/** Puts names to reservations. */
export type NamePeople = (reservations: readonly Reservation[]) => Promise<z.infer<typeof namedReservation>[]>;

const accounts = z.object({ users: z.array(z.object({ id: z.uuid(), email: z.string(), name: z.string() })) });

/** Names and addresses from auth. Without auth an administrator still sees the reservations, which are what the page is for. */
export function createNamePeople(auth: Pick<InternalClient, 'call'>, logger: Logger): NamePeople {
  async function known(userIds: readonly string[]) {
    if (userIds.length === 0) return [];
    try {
      const body = { userIds };
      return (await auth.call({ method: 'POST', path: '/internal/users/batch', body, response: accounts })).users;
    } catch (error) {
      logger.warn({ err: error }, 'reservations are shown without names');
      return [];
    }
  }
  return async (reservations) => {
    const users = await known([...new Set(reservations.map((each) => each.user_id))]);
    const byId = new Map(users.map((user) => [user.id, user]));
    return reservations.map((each) => {
      const user = byId.get(each.user_id);
      return { ...each, user_name: user?.name ?? null, user_email: user?.email ?? null };
    });
  };
}
