import type { ErrorTable } from '../shared/errors/app-error.ts';

/** What this service may answer besides the common codes. */
export const catalogErrors = {
  EVENT_NOT_FOUND: { status: 404, title: 'No such event' },
  ARTIST_NOT_FOUND: { status: 404, title: 'No such artist' },
} as const satisfies ErrorTable;
