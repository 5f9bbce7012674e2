import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Answer } from '../../shared/http/route.ts';
import type { User } from '../../shared/identity/caller.ts';

/** Fresh for as long as a person needs to look; then still shown while a new answer is fetched. */
const freshness = 'max-age=5, stale-while-revalidate=30';

/**
 * An answer that caches may keep: shared ones when nobody is signed in, the browser's own otherwise. A caller that holds
 * the same content already gets 304 without a body.
 */
export function publicAnswer(body: object, headers: IncomingHttpHeaders, user: User | undefined): Answer {
  const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 27)}"`;
  const caching = { etag, 'cache-control': `${user ? 'private' : 'public'}, ${freshness}` };
  if (holds(headers['if-none-match'], etag)) return { status: 304, headers: caching };
  return { status: 200, body, headers: caching };
}

/** RFC 9110 13.1.2: any of the list, compared weakly. */
function holds(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((candidate) => ['*', etag].includes(candidate.trim().replace(/^W\//, '')));
}

/** The schema of 304: there is no body. */
export const notModified = z.undefined();
