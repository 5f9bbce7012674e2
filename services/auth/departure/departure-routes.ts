import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { OriginRequest } from '../../shared/identity/origin-check.ts';
import type { IdentityRepository } from '../oauth/identity-repository.ts';
import type { AuthCookies } from '../sessions/auth-cookies.ts';
import { clientOf } from '../sessions/client-of.ts';
import type { Sessions } from '../sessions/session-use-cases.ts';
import type { DepartureRepository, HeldData } from './departure-repository.ts';
import type { leave } from './departure-use-cases.ts';

export interface DepartureRouteDependencies {
  readonly departures: Pick<DepartureRepository, 'held'>;
  readonly leave: ReturnType<typeof leave>;
  readonly identities: Pick<IdentityRepository, 'of'>;
  readonly sessions: Pick<Sessions, 'list'>;
  readonly cookies: AuthCookies;
  readonly checkOrigin: (request: OriginRequest) => void;
}

const time = z.iso.datetime();
const exportSchema = z.object({
  account: z.object({
    id: z.uuid(),
    email: z.string(),
    emailVerifiedAt: time.nullable(),
    name: z.string(),
    phone: z.string().nullable(),
    pictureUrl: z.string().nullable(),
    role: z.string(),
    hasPassword: z.boolean(),
    createdAt: time,
    updatedAt: time,
    deletionDueAt: time.nullable(),
  }),
  links: z.array(z.object({ provider: z.string(), email: z.string().nullable(), linkedAt: time })),
  sessions: z.array(
    z.object({ startedAt: time, expiresAt: time, userAgent: z.string().nullable(), address: z.string().nullable() }),
  ),
  roleChanges: z.array(z.object({ roleBefore: z.string(), roleAfter: z.string(), at: z.string() })),
  /** Where the same person reads what the other services hold. */
  elsewhere: z.array(z.string()),
});

/** Each answers for the signed-in person alone. */
const elsewhere = ['/api/reservations/my', '/api/payments/user/me', '/api/memberships/my', '/api/transfers/my'];

/** Taking one's data along, and leaving. */
export const departureRoutes = (deps: DepartureRouteDependencies): Route[] => [
  route({
    method: 'get',
    path: '/api/auth/me/export',
    summary: 'Everything that auth holds about the signed-in person',
    access: 'user',
    input: {},
    responses: { 200: exportSchema },
    handler: async ({ user }) => {
      const held = await deps.departures.held(user.id);
      if (!held) throw new AppError('AUTHENTICATION_REQUIRED', 'This account does not exist any more.');
      const [links, sessions] = await Promise.all([deps.identities.of(user.id), deps.sessions.list(user.id)]);
      const body = {
        ...accountExport(held),
        links: links.map(linkView),
        sessions: sessions.map(sessionView),
        elsewhere,
      };
      return { status: 200, body, headers: { 'cache-control': 'no-store' } };
    },
  }),
  route({
    method: 'post',
    path: '/api/auth/me/deletion',
    summary:
      'Leave: signs out everywhere, and makes the account anonymous after 30 days unless its owner signs in before',
    access: 'user',
    input: { body: z.strictObject({ password: z.string().max(128).optional() }) },
    responses: { 202: z.object({ message: z.string(), deletedAt: time }) },
    errors: ['INVALID_CREDENTIALS', 'TOO_MANY_ATTEMPTS', 'SIGN_IN_BUSY', 'ADMIN_STAYS', 'ORIGIN_REFUSED'],
    handler: async ({ user, body, req }) => {
      deps.checkOrigin(req);
      const dueAt = await deps.leave(user.id, body.password, clientOf(req).address);
      const message =
        'You are signed out. Tickets stay yours: sign in within 30 days to use, sell or give them back, and your account stays, too.';
      return {
        status: 202,
        body: { message, deletedAt: dueAt.toISOString() },
        headers: { 'set-cookie': deps.cookies.none() },
      };
    },
  }),
];

function accountExport({ roleChanges, ...account }: HeldData) {
  const { emailVerifiedAt, createdAt, updatedAt, deletionDueAt } = account;
  return {
    account: {
      ...account,
      emailVerifiedAt: emailVerifiedAt?.toISOString() ?? null,
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
      deletionDueAt: deletionDueAt?.toISOString() ?? null,
    },
    roleChanges,
  };
}

const linkView = (link: Awaited<ReturnType<IdentityRepository['of']>>[number]) => ({
  ...link,
  linkedAt: link.linkedAt.toISOString(),
});

const sessionView = ({ startedAt, expiresAt, seen }: Awaited<ReturnType<Sessions['list']>>[number]) => ({
  startedAt: startedAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  userAgent: seen?.userAgent ?? null,
  address: seen?.address ?? null,
});
