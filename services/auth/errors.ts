import type { ErrorTable } from '../shared/errors/app-error.ts';
import { originErrors } from '../shared/identity/origin-check.ts';

/** What this service may answer besides the common codes. */
export const authErrors = {
  ...originErrors,
  INVALID_CREDENTIALS: { status: 401, title: 'E-mail or password is wrong' },
  REFRESH_TOKEN_INVALID: { status: 401, title: 'The refresh token is not valid' },
  REFRESH_TOKEN_REUSED: { status: 401, title: 'The refresh token was used before' },
  REFRESH_IN_PROGRESS: { status: 409, title: 'The session was refreshed at this moment' },
  EMAIL_TAKEN: { status: 409, title: 'An account with this e-mail exists' },
  ACCOUNT_NOT_FOUND: { status: 404, title: 'No such account' },
  SESSION_NOT_FOUND: { status: 404, title: 'No such session' },
  OAUTH_REFUSED: { status: 401, title: 'The provider did not confirm this sign-in' },
  OAUTH_NOT_CONFIGURED: { status: 404, title: 'Signing in with this provider is not set up' },
  OAUTH_LINK_REQUIRED: { status: 409, title: 'Sign in to the account with this e-mail first' },
  OAUTH_IDENTITY_TAKEN: { status: 409, title: 'This account of the provider opens another account' },
  OAUTH_LINK_NOT_FOUND: { status: 404, title: 'No such link' },
  LAST_WAY_IN: { status: 409, title: 'This is the last way to sign in' },
  OWN_ROLE: { status: 409, title: 'Nobody changes their own role' },
  ADMIN_STAYS: { status: 409, title: 'An administrator cannot leave' },
  TOO_MANY_ATTEMPTS: { status: 429, title: 'Too many attempts' },
  SIGN_IN_BUSY: { status: 503, title: 'Very many people are signing in' },
} as const satisfies ErrorTable;
