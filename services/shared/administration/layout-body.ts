import { z } from 'zod';

const section = z.strictObject({
  name: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N} _.-]{1,50}$/u, 'must be 1 to 50 letters, digits, spaces, _ . or -'),
  rows: z.int().min(1).max(500),
  seatsPerRow: z.int().min(1).max(500),
  /** Won. */
  price: z.int().min(0).max(100_000_000),
  /** Rows are numbered through the whole house. */
  startRow: z.int().min(1).max(10_000),
});
type LayoutSection = z.infer<typeof section>;

/** A seat map of 20,000 is the largest that is measured (runtime.md 2.4). */
const mostSeats = 20_000;
const seatsOf = (sections: readonly Pick<LayoutSection, 'rows' | 'seatsPerRow'>[]): number =>
  sections.reduce((sum, { rows, seatsPerRow }) => sum + rows * seatsPerRow, 0);

/** What an administrator says of a house. */
export const layoutBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(1_000).nullable().default(null),
  sections: z
    .array(section)
    .min(1)
    .max(50)
    .refine(
      (sections) => new Set(sections.map(({ name }) => name)).size === sections.length,
      'must name each section once',
    )
    .refine((sections) => seatsOf(sections) <= mostSeats, `must have at most ${mostSeats} seats in all`),
});
export type LayoutBody = z.infer<typeof layoutBody>;

/** Seats of all sections: never said by the caller, so it cannot differ from what is generated. */
export const totalSeats = seatsOf;
