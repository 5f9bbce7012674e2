import { z } from 'zod';
import { clampedNumber } from '../../shared/http/clamped-number.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { OriginRequest } from '../../shared/identity/origin-check.ts';
import { accountSchema, accountView, userIdParams } from '../accounts/account-schemas.ts';
import { clientOf } from '../sessions/client-of.ts';
import type { Sessions } from '../sessions/session-use-cases.ts';
import type { RoleRepository } from './role-repository.ts';

export interface RoleRouteDependencies {
  readonly roles: RoleRepository;
  readonly sessions: Pick<Sessions, 'endAll'>;
  readonly checkOrigin: (request: OriginRequest) => void;
}

const page = clampedNumber({ fallback: 1, most: 10_000 });
/** PostgreSQL refuses NUL in text. */
const searchText = z
  .string()
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not have control characters')
  .default('');
const changeSchema = z.object({
  adminId: z.uuid(),
  userId: z.uuid(),
  roleBefore: z.string(),
  roleAfter: z.string(),
  address: z.string(),
  at: z.iso.datetime(),
});

/** Who may administer: given and taken by administrators, on record. */
export const roleRoutes = ({ roles, sessions, checkOrigin }: RoleRouteDependencies): Route[] => [
  route({
    method: 'get',
    path: '/api/auth/users',
    summary: 'Accounts by a part of their e-mail or name, newest first, 50 to a page',
    access: 'admin',
    input: { query: z.object({ q: searchText, page }) },
    responses: { 200: z.object({ users: z.array(accountSchema) }) },
    handler: async ({ query }) => ({
      status: 200,
      body: { users: (await roles.search(query.q, query.page)).map(accountView) },
      headers: { 'cache-control': 'no-store' },
    }),
  }),
  route({
    method: 'put',
    path: '/api/auth/users/:id/role',
    summary: 'Give or take the rights of an administrator; the person signs in anew, old tokens end within 30 minutes',
    access: 'admin',
    input: { params: userIdParams, body: z.strictObject({ role: z.enum(['user', 'admin']) }) },
    responses: { 200: z.object({ user: accountSchema, changed: z.boolean() }) },
    errors: ['ACCOUNT_NOT_FOUND', 'OWN_ROLE', 'ORIGIN_REFUSED'],
    handler: async ({ params, body, user, req }) => {
      checkOrigin(req);
      const { address } = clientOf(req);
      const { account, changed } = await roles.change({
        adminId: user.id,
        userId: params.id,
        role: body.role,
        address,
      });
      if (changed) await sessions.endAll({ userId: params.id, refreshToken: undefined });
      return { status: 200, body: { user: accountView(account), changed } };
    },
  }),
  route({
    method: 'get',
    path: '/api/auth/role-changes',
    summary: 'Who gave or took which role, newest first, 50 to a page',
    access: 'admin',
    input: { query: z.object({ page }) },
    responses: { 200: z.object({ changes: z.array(changeSchema) }) },
    handler: async ({ query }) => {
      const changes = (await roles.changes(query.page)).map((change) => ({ ...change, at: change.at.toISOString() }));
      return { status: 200, body: { changes }, headers: { 'cache-control': 'no-store' } };
    },
  }),
];
