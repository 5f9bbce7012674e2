import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { OriginRequest } from '../../shared/identity/origin-check.ts';
import { type AuthCookies, refreshTokenIn } from './auth-cookies.ts';
import { clientOf } from './client-of.ts';
import type { Sessions } from './session-use-cases.ts';
import { signedInAnswer, signedInSchema } from './signed-in-answer.ts';

export interface SessionRouteDependencies {
  readonly sessions: Sessions;
  readonly cookies: AuthCookies;
  readonly checkOrigin: (request: OriginRequest) => void;
}

const refreshBody = z.strictObject({ refreshToken: z.string().max(512).optional() });
const messageSchema = z.object({ message: z.string() });
const sessionSchema = z.object({
  id: z.uuid(),
  startedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
});

/** Refreshing, signing out, and the list of a person's devices (domain.md 1.2). */
export function sessionRoutes({ sessions, cookies, checkOrigin }: SessionRouteDependencies): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/auth/refresh',
      summary: 'Exchange a refresh token, from the body or the cookie, for a new pair',
      access: 'public',
      input: { body: refreshBody },
      responses: { 200: signedInSchema },
      errors: ['REFRESH_TOKEN_INVALID', 'REFRESH_TOKEN_REUSED', 'REFRESH_IN_PROGRESS', 'ORIGIN_REFUSED'],
      handler: async ({ body, headers, req, res }) => {
        checkOrigin(req);
        try {
          const signedIn = await sessions.refresh(body.refreshToken ?? refreshTokenIn(headers.cookie), clientOf(req));
          return signedInAnswer(200, 'Refreshed.', signedIn, cookies);
        } catch (error) {
          // Dead cookies would be sent for a week; those of a refresh in progress are about to be replaced and must stay.
          if (isDead(error)) res.setHeader('set-cookie', cookies.none());
          throw error;
        }
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/logout',
      summary: 'End all sessions of the person and take the cookies away; harmless without a session',
      access: 'public',
      input: { body: refreshBody },
      responses: { 200: messageSchema },
      errors: ['ORIGIN_REFUSED'],
      handler: async ({ body, user, headers, req }) => {
        checkOrigin(req);
        await sessions.endAll({ userId: user?.id, refreshToken: body.refreshToken ?? refreshTokenIn(headers.cookie) });
        return { status: 200, body: { message: 'Signed out.' }, headers: { 'set-cookie': cookies.none() } };
      },
    }),
    route({
      method: 'get',
      path: '/api/auth/sessions',
      summary: 'The devices that the person is signed in on',
      access: 'user',
      input: {},
      responses: { 200: z.object({ sessions: z.array(sessionSchema) }) },
      handler: async ({ user }) => ({
        status: 200,
        body: { sessions: (await sessions.list(user.id)).map(sessionView) },
        headers: { 'cache-control': 'no-store' },
      }),
    }),
    route({
      method: 'delete',
      path: '/api/auth/sessions/:id',
      summary: 'Sign one device out; its access token ends within 30 minutes',
      access: 'user',
      input: { params: z.object({ id: z.uuid() }) },
      responses: { 200: messageSchema },
      errors: ['SESSION_NOT_FOUND', 'ORIGIN_REFUSED'],
      handler: async ({ user, params, req }) => {
        checkOrigin(req);
        await sessions.end(user.id, params.id);
        return { status: 200, body: { message: 'Signed out there.' } };
      },
    }),
  ];
}

const isDead = (error: unknown) =>
  error instanceof AppError && (error.code === 'REFRESH_TOKEN_INVALID' || error.code === 'REFRESH_TOKEN_REUSED');

function sessionView({ id, startedAt, expiresAt, seen }: Awaited<ReturnType<Sessions['list']>>[number]) {
  return {
    id,
    startedAt: startedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastSeenAt: seen?.lastSeenAt.toISOString() ?? null,
    userAgent: seen?.userAgent ?? null,
    address: seen?.address ?? null,
  };
}
