/** Many buyers at once, without browsers: they sign their own tokens with the platform's keys and share connections. */
import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { z } from 'zod';
import { accessToken, entryToken } from '../../services/shared/tokens/claims.ts';
import { importSigningKeys } from '../../services/shared/tokens/keys.ts';
import { createTokenSigner } from '../../services/shared/tokens/sign.ts';
import type { TestPlatform } from './platform.ts';

/** What tests read of an answer; fields that an answer does not have are undefined. */
const bodySchema = z.looseObject({
  code: z.string().optional(),
  entryToken: z.string().optional(),
  orderId: z.string().optional(),
  amount: z.int().optional(),
  delivery: z.string().nullish(),
  reservation: z
    .looseObject({
      id: z.uuid(),
      totalAmount: z.int().optional(),
      status: z.string().optional(),
      expiresAt: z.string().optional(),
    })
    .optional(),
  payment: z.looseObject({ status: z.string() }).optional(),
  request: z
    .looseObject({
      id: z.string(),
      status: z.string(),
      code: z.string().nullish(),
      reservationId: z.string().nullish(),
    })
    .optional(),
  status: z.union([z.string(), z.number()]).optional(),
});

export interface Answer {
  readonly status: number;
  readonly body: z.infer<typeof bodySchema>;
}

export interface Buyer {
  readonly id: string;
  /** Access and entry token, as the browser sends them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly hold: (eventId: string, seatIds: readonly string[], idempotencyKey?: string) => Promise<Answer>;
  readonly prepare: (reservation: { id: string; totalAmount?: number | undefined }) => Promise<Answer>;
  readonly confirm: (order: { orderId: string; amount: number; paymentKey: string }, key?: string) => Promise<Answer>;
}

export interface Crowd {
  /**
   * @param eventId for which the buyer has an entry token; none without it
   * @param id of an account that auth knows; by default one that exists in no database
   */
  readonly newcomer: (eventId?: string, role?: 'user' | 'admin', id?: string) => Buyer;
  readonly close: () => Promise<void>;
}

/** @param connections to the gateway; more requests than that wait their turn */
export function createCrowd(platform: TestPlatform, connections = 64): Crowd {
  const pool = new Pool(platform.urls.gateway, { connections, pipelining: 1, headersTimeout: 60_000 });
  const clock = () => new Date();
  const access = createTokenSigner({
    kind: accessToken,
    key: importSigningKeys(platform.secrets.accessTokenKeys)[0],
    clock,
  });
  const entry = createTokenSigner({
    kind: entryToken,
    key: importSigningKeys(platform.secrets.entryTokenKeys)[0],
    clock,
  });
  let place = 0;

  return {
    newcomer(eventId, role = 'user', id = randomUUID()) {
      place += 1;
      const headers: Record<string, string> = {
        authorization: `Bearer ${access.sign({ sub: id, email: `${id}@crowd.local`, role, jti: randomUUID() }, 1_800)}`,
        ...(eventId && { 'x-queue-entry-token': entry.sign({ sub: eventId, uid: id, jti: randomUUID(), place }, 600) }),
      };
      async function send(
        method: 'GET' | 'POST',
        path: string,
        body?: unknown,
        more?: Readonly<Record<string, string>>,
      ): Promise<Answer> {
        const response = await pool.request({
          method,
          path,
          headers: { ...headers, ...more, ...(body !== undefined && { 'content-type': 'application/json' }) },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const text = await response.body.text();
        return { status: response.statusCode, body: bodySchema.parse(text === '' ? {} : JSON.parse(text)) };
      }
      const post: Buyer['post'] = (path, body, more) => send('POST', path, body, more);
      return {
        id,
        headers,
        get: (path) => send('GET', path),
        post,
        hold: (event, seatIds, idempotencyKey = randomUUID()) =>
          post('/api/v1/seats/reserve', { eventId: event, seatIds, idempotencyKey }),
        prepare: ({ id: reservationId, totalAmount: amount }) =>
          post('/api/v1/payments/prepare', { reservationId, amount }),
        confirm: (order, key) =>
          post('/api/v1/payments/confirm', order, key === undefined ? {} : { 'idempotency-key': key }),
      };
    },
    close: () => pool.close(),
  };
}
