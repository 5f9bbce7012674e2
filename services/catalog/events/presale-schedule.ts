import { z } from 'zod';

/** Hours after the sale start at which each tier may buy (domain.md 6.2); bronze is everybody, without a membership. */
const hoursAfterStart = { diamond: 0, gold: 1, silver: 24, bronze: 48 } as const;

export const presaleScheduleSchema = z.object({
  diamond: z.iso.datetime(),
  gold: z.iso.datetime(),
  silver: z.iso.datetime(),
  bronze: z.iso.datetime(),
});

/** When members of an event's artist may buy. */
export function presaleSchedule(saleStart: Date): z.infer<typeof presaleScheduleSchema> {
  const at = (hours: number) => new Date(saleStart.getTime() + hours * 3_600_000).toISOString();
  const { diamond, gold, silver, bronze } = hoursAfterStart;
  return { diamond: at(diamond), gold: at(gold), silver: at(silver), bronze: at(bronze) };
}
