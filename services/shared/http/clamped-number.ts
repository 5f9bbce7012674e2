import { z } from 'zod';

/**
 * A whole number of a query (pages, limits, offsets). One out of range falls back or is cut, never an error (domain.md
 * 1.9's rule, in every service alike); what is no number is refused.
 * @param range.fallback when nothing is said, or less than `range.least` (default 1)
 */
export function clampedNumber({ fallback, least = 1, most }: { fallback: number; least?: number; most: number }) {
  return z
    .string()
    .regex(/^-?\d{1,15}$/, 'must be a whole number')
    .optional()
    .transform((text) => {
      const number = Number(text ?? fallback);
      return number < least ? fallback : Math.min(number, most);
    });
}
