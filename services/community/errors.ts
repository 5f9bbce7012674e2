import type { ErrorTable } from '../shared/errors/app-error.ts';

/** What this service may answer besides the common codes. */
export const communityErrors = {
  POST_NOT_FOUND: { status: 404, title: 'No such post' },
  COMMENT_NOT_FOUND: { status: 404, title: 'No such comment' },
  NEWS_NOT_FOUND: { status: 404, title: 'No such news' },
  NOT_THE_AUTHOR: { status: 403, title: 'Only the author may do this' },
} as const satisfies ErrorTable;
