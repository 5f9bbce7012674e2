import { z } from 'zod';
import type { Answer } from '../../shared/http/route.ts';
import type { AuthCookies } from './auth-cookies.ts';
import type { SignedIn } from './session-use-cases.ts';

/** What register, login and refresh answer (domain.md 1.2, AuthResponse); `id` and `userId` are equal. */
export const signedInSchema = z.object({
  message: z.string(),
  token: z.string(),
  refreshToken: z.string(),
  user: z.object({
    id: z.uuid(),
    userId: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: z.enum(['user', 'admin']),
  }),
});

/** The answer with its cookies; no cache may keep it. */
export function signedInAnswer(status: 200 | 201, message: string, signedIn: SignedIn, cookies: AuthCookies): Answer {
  const { id, email, name, role } = signedIn.account;
  const user = { id, userId: id, email, name, role };
  return {
    status,
    body: { message, token: signedIn.accessToken, refreshToken: signedIn.refreshToken, user },
    headers: { 'set-cookie': cookies.of(signedIn), 'cache-control': 'no-store' },
  };
}
