import type { ErrorTable } from '../shared/errors/app-error.ts';

/** What this service may answer besides the common codes. */
export const statsErrors = {
  EVENT_NOT_FOUND: { status: 404, title: 'No such event' },
} as const satisfies ErrorTable;
