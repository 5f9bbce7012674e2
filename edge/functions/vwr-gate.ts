import type { FunctionAnswer, ViewerRequest, ViewerRequestEvent } from './viewer-request-event.ts';

/** The module `cloudfront` of the runtime; the build writes its import (stacks/bundles/edge-functions.ts). */
declare const cf: {
  kvs(): {
    /** Rejects when there is no such key. */
    get(key: string): Promise<string>;
  };
};

const active = cf.kvs();

/** Pages that are behind the waiting room whatever else they demand (edge/viewer-request/access-rules.ts), plainly spelt. */
const PAGE = /^\/(?:events|queue)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/[a-z0-9-]+)*\/?$/;

/**
 * CloudFront Function on the viewer request of the default behaviour, where the gate is switched on: leads people without any
 * pass to the waiting room, so that the crowd at an opening never reaches Lambda@Edge. It turns away only whom that would
 * turn away too, and lets nobody in: every other request is decided there, and so are these when the store is away.
 */
export async function handler(event: ViewerRequestEvent): Promise<ViewerRequest | FunctionAnswer> {
  const request = event.request;
  const match = PAGE.exec(request.uri);
  if (match === null || request.cookies['urr-vwr-token'] !== undefined) return request;
  const eventId = match[1] || '';
  try {
    const times: unknown = JSON.parse(await active.get(eventId));
    if (!isNow(times, Date.now())) return request;
  } catch {
    // No such key is no such waiting room.
    return request;
  }
  return {
    statusCode: 302,
    statusDescription: 'Found',
    headers: {
      location: { value: `/vwr/${eventId}` },
      'cache-control': { value: 'no-store, no-cache, must-revalidate, max-age=0' },
    },
  };
}

/** `{ "from"?: "...", "until"?: "..." }`, as in the list that Lambda@Edge reads. */
function isNow(times: unknown, now: number): boolean {
  if (typeof times !== 'object' || times === null) return false;
  return (
    (!('from' in times) || Date.parse(String(times.from)) <= now) &&
    (!('until' in times) || now < Date.parse(String(times.until)))
  );
}
