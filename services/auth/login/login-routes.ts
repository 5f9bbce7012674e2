import { z } from 'zod';
import { type Route, route } from '../../shared/http/route.ts';
import type { OriginRequest } from '../../shared/identity/origin-check.ts';
import { emailSchema } from '../accounts/account-schemas.ts';
import type { AuthCookies } from '../sessions/auth-cookies.ts';
import { clientOf } from '../sessions/client-of.ts';
import { signedInAnswer, signedInSchema } from '../sessions/signed-in-answer.ts';
import type { login } from './login-use-cases.ts';

export interface LoginRouteDependencies {
  readonly login: ReturnType<typeof login>;
  readonly cookies: AuthCookies;
  readonly checkOrigin: (request: OriginRequest) => void;
}

export const loginRoutes = ({ login, cookies, checkOrigin }: LoginRouteDependencies): Route[] => [
  route({
    method: 'post',
    path: '/api/auth/login',
    summary: 'Sign in with e-mail and password',
    access: 'public',
    // No rule about the password but a bound: the rules of today must not lock out a password of yesterday.
    input: { body: z.strictObject({ email: emailSchema, password: z.string().min(1).max(128) }) },
    responses: { 200: signedInSchema },
    errors: ['INVALID_CREDENTIALS', 'TOO_MANY_ATTEMPTS', 'SIGN_IN_BUSY', 'ORIGIN_REFUSED'],
    handler: async ({ body, req }) => {
      checkOrigin(req);
      const signedIn = await login(body.email, body.password, clientOf(req));
      return signedInAnswer(200, 'Signed in.', signedIn, cookies);
    },
  }),
];
