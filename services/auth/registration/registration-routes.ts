import { z } from 'zod';
import { type Route, route } from '../../shared/http/route.ts';
import type { OriginRequest } from '../../shared/identity/origin-check.ts';
import { emailSchema } from '../accounts/account-schemas.ts';
import type { AuthCookies } from '../sessions/auth-cookies.ts';
import { clientOf } from '../sessions/client-of.ts';
import { signedInAnswer, signedInSchema } from '../sessions/signed-in-answer.ts';
import type { register } from './registration-use-cases.ts';

export interface RegistrationRouteDependencies {
  readonly register: ReturnType<typeof register>;
  readonly cookies: AuthCookies;
  readonly checkOrigin: (request: OriginRequest) => void;
}

/** PostgreSQL refuses NUL in text, logs and headers suffer from the others; half a surrogate pair is no character. */
const plainText = /^[^\p{Cc}\p{Cs}]*$/u;

/** Exported for tests of its edges. */
export const registrationSchema = z
  .strictObject({
    email: emailSchema,
    /** Length is what makes passwords strong; 128 bounds the work (domain.md 1.2: at least 8). */
    password: z
      .string()
      .min(8)
      .max(128)
      .regex(/^\P{Cs}*$/u, 'must be valid text'),
    name: z.string().trim().min(1).max(100).regex(plainText, 'must not have control characters'),
    phone: z
      .string()
      .trim()
      .regex(/^\+?[0-9][0-9 -]{6,18}$/, 'must be a telephone number')
      .optional(),
  })
  .refine(({ email, password }) => password.toLowerCase() !== email, {
    path: ['password'],
    message: 'must not be the e-mail',
  });

export const registrationRoutes = ({ register, cookies, checkOrigin }: RegistrationRouteDependencies): Route[] => [
  route({
    method: 'post',
    path: '/api/auth/register',
    summary: 'Open an account and sign in',
    access: 'public',
    input: { body: registrationSchema },
    responses: { 201: signedInSchema },
    errors: ['EMAIL_TAKEN', 'TOO_MANY_ATTEMPTS', 'SIGN_IN_BUSY', 'ORIGIN_REFUSED'],
    handler: async ({ body, req }) => {
      checkOrigin(req);
      const signedIn = await register({ ...body, phone: body.phone }, clientOf(req));
      return signedInAnswer(201, 'Welcome.', signedIn, cookies);
    },
  }),
];
