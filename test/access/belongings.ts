/** What belongs to a person, found by itself in every table that names owners. */
import type pg from 'pg';
import { z } from 'zod';
import { databases } from '../../prisma/databases.ts';
import type { TestPlatform } from '../platform/platform.ts';

export interface Belonging {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** Columns whose value is the owner. */
const ownerColumns = ['user_id', 'author_id', 'seller_id', 'buyer_id', 'member_id'];
/** Others may move these: who looks or comments is counted on the post. */
const movedByOthers = new Set(['views', 'comment_count', 'updated_at', 'seen_at', 'last_at']);
/** Statistics and notes about delivery are nobody's belongings. */
const notBelongings = /^(outbox|inbox|event_log|things|point_awards|sightings|sighting_days)$/;

/** Every row of every database that is this person's, ordered so that two looks can be compared. */
export async function belongingsOf(platform: Pick<TestPlatform, 'sql'>, userId: string): Promise<Belonging[]> {
  const found = await Promise.all(databases.map((database) => inDatabase(platform.sql(database), userId)));
  return found.flat().toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

async function inDatabase(pool: pg.Pool, userId: string): Promise<Belonging[]> {
  const { rows: columns } = await pool.query<{ table: string; column: string }>(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'uuid' AND (column_name = ANY($1) OR (table_name = 'users' AND column_name = 'id'))`,
    [ownerColumns],
  );
  const looks = columns
    .filter(({ table }) => !notBelongings.test(table))
    .map(async ({ table, column }) => {
      const { rows } = await pool.query<{ row: unknown }>(
        `SELECT to_jsonb(t) AS row FROM "${table}" t WHERE "${column}" = $1`,
        [userId],
      );
      return rows.map(
        ({ row }): Belonging => ({ table, row: withoutCounts(z.record(z.string(), z.unknown()).parse(row)) }),
      );
    });
  return (await Promise.all(looks)).flat();
}

const withoutCounts = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !movedByOthers.has(column)));

/** Everybody may see these. */
const publicTables = new Set(['community_posts', 'community_comments', 'news', 'ticket_transfers']);
const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value);

/** Ids of the things themselves. */
export const idsOf = (belongings: readonly Belonging[]): string[] => [
  ...new Set(belongings.map(({ row }) => row.id).filter(isId)),
];

/**
 * By the name that a body would use for it: `reservationId`, `orderId`, `amount` ... of the newest of each kind, so that an
 * attacker's request is as right as one of the owner's.
 */
export function wordsOf(belongings: readonly Belonging[]): ReadonlyMap<string, unknown> {
  const words = new Map<string, unknown>();
  for (const { table, row } of belongings) {
    if (isId(row.id)) words.set(camel(`${table.replace(/^(ticket|community)_/, '').replace(/s$/, '')}_id`), row.id);
    for (const [column, value] of Object.entries(row)) if (value !== null) words.set(camel(column), value);
  }
  return words;
}

const camel = (name: string): string => name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());

/** Texts that only their owner may ever read: numbers of reservations and orders, keys, addresses. */
export function secretsOf(belongings: readonly Belonging[]): string[] {
  const columns =
    /^(reservation_number|order_id|payment_key|email|idempotency_key|token_hash|phone|provider_response)$/;
  const found = belongings
    .filter(({ table }) => !publicTables.has(table))
    .flatMap(({ row }) => Object.entries(row).filter(([column]) => columns.test(column)))
    .map(([, value]) => value)
    .filter((value): value is string => typeof value === 'string' && value.length >= 8);
  return [...new Set(found)];
}
