import { z } from 'zod';

export const overviewSchema = z.object({
  /** People who appear in events; registration alone sends none. */
  total_users: z.int(),
  /** Concerts on sale that somebody has asked for. */
  active_events: z.int(),
  total_reservations: z.int(),
  /** Those that stand now. */
  confirmed_reservations: z.int(),
  /** Won: reservations, memberships and the fees of transfers, less refunds. */
  total_revenue: z.int(),
  completed_payments: z.int(),
  /** Won that came in less won that went back, whatever for. */
  payment_revenue: z.int(),
});

export const dailyRow = z.object({
  date: z.iso.date(),
  reservations: z.int(),
  confirmed: z.int(),
  cancelled: z.int(),
  revenue: z.int(),
});

export const activityRow = z.object({
  type: z.string(),
  at: z.iso.datetime(),
  subject: z.uuid(),
  event_id: z.uuid().nullable(),
  title: z.string().nullable(),
  amount: z.int().nullable(),
});

export const trendingRow = z.object({ event_id: z.uuid(), title: z.string().nullable(), reservations: z.int() });

export const currentSchema = z.object({
  /** Seats and tickets held by reservations that wait for their money. */
  locked_seats: z.int(),
  /** Things that wait for their money. */
  active_payments: z.int(),
  /** People seen in the last 15 minutes. */
  active_users: z.int(),
});
export const lastHourSchema = z.object({ reservations: z.int(), revenue: z.int() });

export const realtimeSchema = z.object({
  current: currentSchema,
  lastHour: lastHourSchema,
  recentActivity: z.array(activityRow),
  trendingEvents: z.array(trendingRow),
});
