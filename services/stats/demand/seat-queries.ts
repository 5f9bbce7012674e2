import type { z } from 'zod';
import { type Reading, readRows } from '../reads/read.ts';
import { seatRowRow, type seatsSchema, sectionRow, tierRow } from './demand-schemas.ts';

/** What reservations that stand hold; of one concert, or of all when $1 is null. */
const sold = `
sold AS (
  SELECT i.section, i."row", i.price, i.quantity FROM things t, jsonb_to_recordset(t.items) AS i(section text, "row" int, price bigint, quantity int)
  WHERE t.kind = 'reservation' AND t.status = 'confirmed' AND ($1::uuid IS NULL OR t.event_id = $1)
)`;
const sums = 'sum(quantity) AS sold, sum(price * quantity)::bigint AS revenue';

const sectionText = `WITH ${sold} SELECT section, ${sums} FROM sold GROUP BY section ORDER BY sold DESC, section`;

/** Under 50,000 won budget, under 100,000 standard, under 150,000 premium, else vip (domain.md 1.9). */
const tierText = `
WITH ${sold}, tiers AS (
  SELECT CASE WHEN price < 50000 THEN 'budget' WHEN price < 100000 THEN 'standard' WHEN price < 150000 THEN 'premium' ELSE 'vip' END AS tier,
    price, quantity FROM sold
)
SELECT tier, ${sums} FROM tiers GROUP BY tier ORDER BY min(price)`;

const rowText = `
WITH ${sold} SELECT section, "row", sum(quantity) AS sold FROM sold WHERE "row" IS NOT NULL
GROUP BY section, "row" ORDER BY sold DESC, section, "row" LIMIT 20`;

/** Where people sit. */
export async function readSeats({ db }: Reading, eventId: string | undefined): Promise<z.infer<typeof seatsSchema>> {
  const of = [eventId ?? null];
  const [bySection, byPriceTier, topRows] = await Promise.all([
    readRows(db, sectionRow, sectionText, of),
    readRows(db, tierRow, tierText, of),
    readRows(db, seatRowRow, rowText, of),
  ]);
  return { bySection, byPriceTier, topRows };
}
