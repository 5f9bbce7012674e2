import { z } from 'zod';

export const hourRow = z.object({
  hour: z.int(),
  total_reservations: z.int(),
  confirmed: z.int(),
  cancelled: z.int(),
  revenue: z.int(),
});
export const dayTypeRow = z.object({
  day_type: z.enum(['weekday', 'weekend']),
  reservations: z.int(),
  avg_amount: z.int().nullable(),
});
export const trafficSchema = z.object({
  /** Always 24, by UTC hour of the hold. */
  hourly: z.array(hourRow),
  weekdayComparison: z.array(dayTypeRow),
  /** The hour with most reservations; null without any. */
  peakHour: z.int().nullable(),
});

/** Every reservation begun in the window is one of completed, cancelled (also run out) and pending. */
export const funnelSchema = z.object({
  total_started: z.int(),
  completed: z.int(),
  cancelled: z.int(),
  pending: z.int(),
});
/** Percent; null when nothing was started. */
export const ratesSchema = z.object({
  conversion_rate: z.number().nullable(),
  cancellation_rate: z.number().nullable(),
  pending_rate: z.number().nullable(),
});
export const conversionRow = z.object({
  date: z.iso.date(),
  started: z.int(),
  completed: z.int(),
  conversion_rate: z.number().nullable(),
});
export const conversionSchema = z.object({
  funnel: funnelSchema,
  rates: ratesSchema,
  dailyTrend: z.array(conversionRow),
});

export const cancelledSchema = z.object({
  total_cancelled: z.int(),
  /** Holds that ran out unpaid are among them; this is how many. */
  expired: z.int(),
  /** Hours from the hold to its end; null without any. */
  avg_hours_before_cancel: z.number().nullable(),
  total_refund_amount: z.int(),
});
export const cancelHourRow = z.object({ hour: z.int(), cancelled: z.int() });
export const cancelEventRow = z.object({
  event_id: z.uuid(),
  title: z.string().nullable(),
  cancelled: z.int(),
  refund_amount: z.int(),
});
export const cancelDayRow = z.object({ date: z.iso.date(), cancelled: z.int() });
export const cancellationsSchema = z.object({
  overview: cancelledSchema,
  hourlyPattern: z.array(cancelHourRow),
  byEvent: z.array(cancelEventRow),
  dailyTrend: z.array(cancelDayRow),
});

export const seatsQuery = z.object({ eventId: z.uuid().optional() });
const sold = { sold: z.int(), revenue: z.int() };
export const sectionRow = z.object({ section: z.string(), ...sold });
export const tierRow = z.object({ tier: z.enum(['budget', 'standard', 'premium', 'vip']), ...sold });
export const seatRowRow = z.object({ section: z.string(), row: z.int(), sold: z.int() });
export const seatsSchema = z.object({
  bySection: z.array(sectionRow),
  byPriceTier: z.array(tierRow),
  topRows: z.array(seatRowRow),
});
