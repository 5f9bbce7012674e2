import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { AccountRepository } from './account.ts';
import { accountSchema, accountView, batchBody, userIdParams } from './account-schemas.ts';

export interface AccountRouteDependencies {
  readonly accounts: Pick<AccountRepository, 'byId' | 'byIds'>;
}

/** Who somebody is: for themselves, and for other services. */
export function accountRoutes({ accounts }: AccountRouteDependencies): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/auth/me',
      summary: 'The signed-in person',
      access: 'user',
      input: {},
      responses: { 200: z.object({ user: accountSchema }) },
      handler: async ({ user }) => {
        const account = await accounts.byId(user.id);
        // A valid token of an account that is gone: the token outlives it by half an hour at most.
        if (!account) throw new AppError('AUTHENTICATION_REQUIRED', 'This account does not exist any more.');
        return { status: 200, body: { user: accountView(account) }, headers: { 'cache-control': 'no-store' } };
      },
    }),
    route({
      method: 'get',
      path: '/internal/users/:id',
      summary: 'One account by id',
      access: 'internal',
      input: { params: userIdParams },
      responses: { 200: z.object({ user: accountSchema }) },
      errors: ['ACCOUNT_NOT_FOUND'],
      handler: async ({ params }) => {
        const account = await accounts.byId(params.id);
        if (!account) throw new AppError('ACCOUNT_NOT_FOUND', `There is no account ${params.id}.`);
        return { status: 200, body: { user: accountView(account) } };
      },
    }),
    route({
      method: 'post',
      path: '/internal/users/batch',
      summary: 'The accounts among up to 500 ids; unknown ids are left out',
      access: 'internal',
      input: { body: batchBody },
      responses: { 200: z.object({ users: z.array(accountSchema) }) },
      handler: async ({ body }) => ({
        status: 200,
        body: { users: (await accounts.byIds(body.userIds)).map(accountView) },
      }),
    }),
  ];
}
