import { z } from 'zod';
import { clampedNumber } from '../../shared/http/clamped-number.ts';

/** `page` from 1 (at most 1,000: nobody reads further, and the database counts all the way) and `limit` up to 100. */
export const pages = (defaultLimit = 20) => ({
  page: clampedNumber({ fallback: 1, most: 1_000 }),
  limit: clampedNumber({ fallback: defaultLimit, most: 100 }),
});

export interface Page {
  readonly page: number;
  readonly limit: number;
}

/** LIMIT and OFFSET of a page. */
export const limitOffset = ({ page, limit }: Page): [number, number] => [limit, (page - 1) * limit];

export const paginationSchema = z.object({ page: z.int(), limit: z.int(), total: z.int(), totalPages: z.int() });

export const paginationOf = ({ page, limit }: Page, total: number) => ({
  page,
  limit,
  total,
  totalPages: Math.ceil(total / limit),
});
