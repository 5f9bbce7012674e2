import { z } from 'zod';
import { clampedNumber } from '../../shared/http/clamped-number.ts';

/** Deeper pages are read by no person and cost the database the whole way there. */
const deepestPage = 1_000;

/** `page` from 1 and `limit` up to 100. @param defaultLimit rows of a page when the caller does not say */
export const pageQuery = (defaultLimit: number) => ({
  page: clampedNumber({ fallback: 1, most: deepestPage }),
  limit: clampedNumber({ fallback: defaultLimit, most: 100 }),
});

export interface Page {
  readonly page: number;
  readonly limit: number;
}

export const paginationSchema = z.object({ page: z.int(), limit: z.int(), total: z.int(), totalPages: z.int() });

export const paginationOf = ({ page, limit }: Page, total: number) => ({
  page,
  limit,
  total,
  totalPages: Math.ceil(total / limit),
});
