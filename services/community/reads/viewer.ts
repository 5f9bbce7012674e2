import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { User } from '../../shared/identity/caller.ts';

/** Who looks, as a digest that only this service can make. */
export type ViewerOf = (headers: IncomingHttpHeaders, user: User | undefined) => Buffer;

/**
 * A signed-in person is one viewer on every device; anybody else is known by address (the one that the gateway trusts)
 * and browser.
 * @param key secret of this service: without it addresses could be found by trying all of them
 */
export const createViewerOf =
  (key: string): ViewerOf =>
  (headers, user) => {
    const anonymous = `a|${String(headers['x-forwarded-for'])}|${headers['user-agent']}`;
    return createHmac('sha256', key)
      .update(user ? `u|${user.id}` : anonymous)
      .digest()
      .subarray(0, 16);
  };

/**
 * SQL for a read that counts: $1 the thing, $2 the viewer, $3 seconds of the window. `seen` has a row when this is a new
 * view, so that looking and counting are one statement and a reload, or ten at once, count one (domain.md 1.8).
 * @param table the thing's table, with columns id and views
 */
export const countedRead = (table: string) => `
WITH seen AS (
  INSERT INTO views AS v (subject, viewer) SELECT id, $2 FROM ${table} WHERE id = $1
  ON CONFLICT (subject, viewer) DO UPDATE SET seen_at = now() WHERE v.seen_at <= now() - make_interval(secs => $3)
  RETURNING subject
), counted AS (
  UPDATE ${table} t SET views = t.views + 1 FROM seen WHERE t.id = seen.subject RETURNING t.views
)`;
