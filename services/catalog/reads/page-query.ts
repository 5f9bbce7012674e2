import { z } from 'zod';

/** Deeper pages are read by no person and cost the database the whole way there. */
const deepestPage = 1_000;

/** A whole number out of range falls back or is cut (domain.md 1.9's rule, never an error); what is no number is refused. */
function clamped(fallback: number, largest: number) {
  return z
    .string()
    .regex(/^-?\d{1,15}$/, 'must be a whole number')
    .optional()
    .transform((text) => {
      const number = Number(text ?? fallback);
      return number < 1 ? fallback : Math.min(number, largest);
    });
}

/** `page` from 1 and `limit` up to 100. @param defaultLimit rows of a page when the caller does not say */
export const pageQuery = (defaultLimit: number) => ({
  page: clamped(1, deepestPage),
  limit: clamped(defaultLimit, 100),
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
