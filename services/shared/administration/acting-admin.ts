import { z } from 'zod';

/** Who acts, as catalog says; it has checked that this is an administrator. Part of every body of an administrator's write. */
export const actingAdmin = z.strictObject({
  userId: z.uuid().toLowerCase(),
  /** Where the request came from. */
  ipAddress: z.string().max(45).optional(),
});
export type ActingAdmin = z.infer<typeof actingAdmin>;
