import { administrationErrors } from '../shared/administration/administration-errors.ts';
import type { ErrorTable } from '../shared/errors/app-error.ts';

/** What this service may answer besides the common codes. */
export const catalogErrors = {
  ...administrationErrors,
  IMAGE_MISSING: { status: 422, title: 'No image was sent' },
  IMAGE_UNREADABLE: { status: 422, title: 'This is no image that we can read' },
  IMAGE_NOT_FOUND: { status: 404, title: 'No such image' },
  IMAGE_STORE_MISSING: { status: 503, title: 'Images cannot be kept here' },
  ENRICHMENT_OFF: { status: 503, title: 'Nobody can be asked about artists' },
} as const satisfies ErrorTable;
