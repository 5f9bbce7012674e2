import type { TokenKind } from '../../shared/tokens/claims.ts';

/** One ticket: number `number` of the reservation item `sub`, for the event `event`, as owned in generation `generation`. */
export type TicketCodeClaims = {
  readonly sub: string;
  readonly event: string;
  readonly number: number;
  readonly generation: number;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

/** The code on a ticket: signed like every token here (E1), with a key, an audience and a type of its own. */
export const ticketCode: TokenKind<TicketCodeClaims> = {
  typ: 'urr-ticket+jwt',
  issuer: 'urr-ticket',
  audience: 'urr-door',
  // Tickets are sold long before the evening; the code lives until the day after it.
  longestLifeSeconds: 3 * 366 * 86_400,
  read: ({ sub, event, number, generation }) =>
    isUuid(sub) && isUuid(event) && isCount(number) && isCount(generation)
      ? { sub, event, number, generation }
      : undefined,
};
