import type { ErrorTable } from './app-error.ts';

/** What the gateway answers on routes that need an entry token (E2); their contracts name it too. */
export const entryTokenErrors = {
  ENTRY_TOKEN_REQUIRED: { status: 403, title: 'A queue entry token is required' },
  ENTRY_TOKEN_INVALID: { status: 403, title: 'The queue entry token does not hold' },
  ENTRY_TOKEN_EXPIRED: { status: 403, title: 'The queue entry token has expired' },
  ENTRY_TOKEN_WRONG_USER: { status: 403, title: 'The queue entry token belongs to somebody else' },
  ENTRY_TOKEN_WRONG_EVENT: { status: 403, title: 'The queue entry token is for another event' },
} as const satisfies ErrorTable;
