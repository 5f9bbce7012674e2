/**
 * Where an event's line lives in Redis. Every key carries the event as its hash tag, so that one script may touch all
 * of them on a cluster too (domain.md 4.2; what is stored behind the names is explained in ../README.md).
 */

/** Events somebody waits in or was admitted to; the admission job walks this set instead of scanning keys. */
export const activeEventsKey = 'queue:active-events';

/** The keys that every script gets, in the order of the Lua prelude. */
export function lineKeys(eventId: string): string[] {
  const line = `{${eventId}}`;
  return [
    `${line}:queue`,
    `${line}:active`,
    `${line}:seen`,
    `${line}:active-claims`,
    `${line}:ahead`,
    `${line}:threshold`,
    `admission:lock:${line}`,
    `${line}:tier1`,
    `${line}:tier1-seen`,
    `${line}:tier1-spent`,
  ];
}

/** The operator's capacity for one event; outlives the line. */
export const thresholdKey = (eventId: string) => `{${eventId}}:threshold`;

/** One bucket of the map from person to place. */
export const bucketKey = (eventId: string, epoch: number, index: number) => `{${eventId}}:queue:${epoch}:${index}`;
