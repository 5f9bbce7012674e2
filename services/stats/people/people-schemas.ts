import { z } from 'zod';

export const newUsersRow = z.object({ date: z.iso.date(), new_users: z.int(), cumulative_users: z.int() });
export const roleRow = z.object({ role: z.enum(['buyer', 'seller', 'member']), count: z.int() });
export const usersSchema = z.object({ daily: z.array(newUsersRow), byRole: z.array(roleRow) });

export const userTypesSchema = z.object({
  /** One reservation that stands; two or three; four and more. */
  new: z.int(),
  returning: z.int(),
  loyal: z.int(),
});
export const averagesSchema = z.object({
  reservations_per_user: z.number().nullable(),
  spend_per_user: z.int().nullable(),
  tickets_per_reservation: z.number().nullable(),
});
export const spendingRow = z.object({ range: z.string(), users: z.int() });
export const weekdayRow = z.object({ weekday: z.string(), reservations: z.int() });

export const behaviorSchema = z.object({
  userTypes: userTypesSchema,
  averageMetrics: averagesSchema,
  spendingDistribution: z.array(spendingRow),
  /** Seconds from the hold to the money; null when nobody has paid. */
  avgTimeToPayment: z.number().nullable(),
  weekdayActivity: z.array(weekdayRow),
});
