import { z } from 'zod';
import { clampedNumber } from '../../shared/http/clamped-number.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';

/** What every statistic is read with. */
export interface Reading {
  readonly db: Queryable;
  readonly clock: () => Date;
}

/** Runs a query whose columns are the members of `row`. */
export async function readRows<T extends z.ZodType>(
  db: Queryable,
  row: T,
  text: string,
  values: readonly unknown[] = [],
): Promise<z.infer<T>[]> {
  const { rows } = await db.query(text, [...values]);
  return z.array(row).parse(rows);
}

/** A query that always answers one row. */
export async function readRow<T extends z.ZodType>(
  db: Queryable,
  row: T,
  text: string,
  values: readonly unknown[] = [],
): Promise<z.infer<T>> {
  const { rows } = await db.query(text, [...values]);
  return row.parse(rows[0]);
}

/** `days` of a query: default 30, at most 365 (domain.md 1.9). Zero and less fall back, more is cut. */
export const daysQuery = (fallback = 30, most = 365) => z.object({ days: clampedNumber({ fallback, most }) });

const dayMs = 86_400_000;

/** The first moment of a window of whole UTC days that ends with today. */
export function since(clock: () => Date, days: number): Date {
  const today = Math.floor(clock().getTime() / dayMs) * dayMs;
  return new Date(today - (days - 1) * dayMs);
}

/** The envelope of every statistic (domain.md 1.9). */
export const envelope = <T extends z.ZodType>(data: T) => z.object({ success: z.literal(true), data });

/** The answer that carries it. */
export const answer = (data: unknown) => ({ status: 200, body: { success: true, data } });
