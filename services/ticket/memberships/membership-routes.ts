import { z } from 'zod';
import { type Route, route } from '../../shared/http/route.ts';
import type { Desk } from '../desk.ts';
import { membershipsOf, ownMembership, tierFor } from './membership-reads.ts';
import {
  artistBody,
  artistParams,
  askedYearSchema,
  benefitsSchema,
  membershipSchema,
  ownMembershipSchema,
} from './membership-schemas.ts';
import { renew, subscribe } from './subscribe.ts';
import { benefitsOf } from './tiers.ts';

/** /api/memberships (domain.md 1.3) */
export function membershipRoutes({ desk }: { readonly desk: Desk }): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/memberships/subscribe',
      summary: 'Ask for a year of membership; it begins when it is paid',
      access: 'user',
      idempotencyKey: true,
      input: { body: artistBody },
      responses: { 201: askedYearSchema },
      errors: ['ARTIST_NOT_FOUND', 'MEMBERSHIP_ACTIVE'],
      handler: async ({ body, user }) => ({ status: 201, body: await subscribe(desk, { ...body, userId: user.id }) }),
    }),
    route({
      method: 'post',
      path: '/api/memberships/renew',
      summary: 'Ask for one more year, in the last 60 days of the running one or after its end',
      access: 'user',
      idempotencyKey: true,
      input: { body: artistBody },
      responses: { 201: askedYearSchema },
      errors: ['ARTIST_NOT_FOUND', 'MEMBERSHIP_NOT_FOUND', 'MEMBERSHIP_NOT_RENEWABLE'],
      handler: async ({ body, user }) => ({ status: 201, body: await renew(desk, { ...body, userId: user.id }) }),
    }),
    route({
      method: 'get',
      path: '/api/memberships/my',
      summary: "The caller's memberships, newest first",
      access: 'user',
      input: {},
      responses: { 200: z.object({ memberships: z.array(membershipSchema) }) },
      handler: async ({ user }) => ({ status: 200, body: { memberships: await membershipsOf(desk.pool, user.id) } }),
    }),
    route({
      method: 'get',
      path: '/api/memberships/my/:artistId',
      summary: "The caller's membership with one artist, its points and what it allows",
      access: 'user',
      input: { params: artistParams },
      responses: { 200: ownMembershipSchema },
      handler: async ({ params, user }) => ({
        status: 200,
        body: await ownMembership(desk.pool, user.id, params.artistId),
      }),
    }),
    route({
      method: 'get',
      path: '/api/memberships/benefits/:artistId',
      summary: "What the caller's tier allows with this artist",
      access: 'user',
      input: { params: artistParams },
      responses: { 200: benefitsSchema },
      handler: async ({ params, user }) => ({
        status: 200,
        body: benefitsOf(await tierFor(desk.pool, user.id, params.artistId)),
      }),
    }),
  ];
}
