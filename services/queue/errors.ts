import type { ErrorTable } from '../shared/errors/app-error.ts';

/** The queue's own error codes; the common ones stand in shared/errors. */
export const queueErrors = {
  EVENT_NOT_FOUND: { status: 404, title: 'No such event' },
  EVENT_CLOSED: { status: 409, title: 'This event is not on sale any more' },
  NOT_IN_QUEUE: { status: 404, title: 'Not in this line' },
  TOO_MANY_STREAMS: { status: 429, title: 'Too many open streams for one person' },
  STREAMS_FULL: { status: 503, title: 'No room for another stream, poll instead' },
  WAITING_ROOM_NOT_FOUND: { status: 404, title: 'This event has no waiting room' },
  WAITING_ROOM_INACTIVE: { status: 409, title: 'The waiting room is not active' },
  WAITING_ROOM_MOVED: { status: 409, title: 'The line moved meanwhile' },
  LOTTERY_FIXED: { status: 409, title: 'The lottery cannot be changed any more' },
} as const satisfies ErrorTable;
