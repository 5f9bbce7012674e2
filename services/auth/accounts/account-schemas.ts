import { z } from 'zod';
import type { Account } from './account.ts';

/** An e-mail in the one form that is stored and looked up: without blanks around it, in small letters. */
export const emailSchema = z.string().trim().toLowerCase().pipe(z.email().max(254));

export const accountSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(['user', 'admin']),
  createdAt: z.iso.datetime(),
});

/** How an account looks from outside. */
export const accountView = ({ id, email, name, role, createdAt }: Account): z.infer<typeof accountSchema> => ({
  id,
  email,
  name,
  role,
  createdAt: createdAt.toISOString(),
});

export const userIdParams = z.object({ id: z.uuid() });
export const batchBody = z.strictObject({ userIds: z.array(z.uuid()).max(500) });
