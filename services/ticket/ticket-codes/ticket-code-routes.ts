import { z } from 'zod';
import { type Route, route } from '../../shared/http/route.ts';
import type { Desk } from '../desk.ts';
import { uuid } from '../seats/seat-schemas.ts';
import type { CodeKeys } from './code-keys.ts';
import { codesOf } from './codes.ts';
import { admit } from './door.ts';

const codeSchema = z.object({
  itemId: z.uuid(),
  /** The seat, or the name of the ticket type. */
  label: z.string(),
  ticketNumber: z.int(),
  usedAt: z.iso.datetime().nullable(),
  code: z.string(),
});

const jwkSchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});

/** The codes on tickets, the keys to check them offline, and the door. */
export function ticketCodeRoutes({ desk, codeKeys }: { readonly desk: Desk; readonly codeKeys: CodeKeys }): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/tickets/keys',
      summary: 'The public keys of ticket codes (RFC 7517): a device checks codes with them offline',
      access: 'public',
      input: {},
      responses: { 200: z.object({ keys: z.array(jwkSchema) }) },
      handler: () => ({ status: 200, body: codeKeys.jwks, headers: { 'cache-control': 'public, max-age=300' } }),
    }),
    route({
      method: 'get',
      path: '/api/reservations/:id/codes',
      summary: "The codes of the caller's tickets",
      access: 'user',
      input: { params: z.object({ id: uuid }) },
      responses: { 200: z.object({ codes: z.array(codeSchema) }) },
      errors: ['RESERVATION_NOT_FOUND', 'RESERVATION_NOT_CONFIRMED'],
      handler: async ({ params, user }) => ({
        status: 200,
        body: { codes: await codesOf(desk.pool, codeKeys, { reservationId: params.id, userId: user.id }, desk.now()) },
        headers: { 'cache-control': 'private, no-store' },
      }),
    }),
    route({
      method: 'post',
      path: '/api/tickets/door',
      summary: 'Let the holder of a code in, once',
      access: 'admin',
      input: { body: z.strictObject({ code: z.string().min(1).max(2_048), eventId: uuid }) },
      responses: {
        200: z.object({
          reservationId: z.uuid(),
          itemId: z.uuid(),
          ticketNumber: z.int(),
          label: z.string(),
          admittedAt: z.iso.datetime(),
        }),
      },
      errors: ['TICKET_CODE_INVALID', 'TICKET_WRONG_EVENT', 'TICKET_CODE_OUTDATED', 'TICKET_USED'],
      handler: async ({ body, user }) => ({
        status: 200,
        body: await admit(desk, codeKeys, { ...body, adminId: user.id }),
      }),
    }),
  ];
}
