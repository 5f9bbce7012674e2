import type { Filter } from './filter.ts';

const VERSION = '/api/v1/';
const VERSION_LENGTH = '/v1'.length;
const API_LENGTH = '/api'.length;

/** Rewrites /api/v1/x to /api/x before any other decision: back ends know the unversioned form only (domain.md 1.0). */
export const apiVersionFilter: Filter = {
  name: 'api-version',
  order: -10,
  apply(exchange) {
    const { path, query, canonicalPath } = exchange.target;
    // Only the plain spelling is a version; an encoded or capital one finds no route.
    if (path.startsWith(VERSION) && canonicalPath.startsWith(VERSION)) {
      exchange.target = { path: withoutVersion(path), query, canonicalPath: withoutVersion(canonicalPath) };
    }
    return 'next';
  },
};

function withoutVersion(path: string): string {
  return path.slice(0, API_LENGTH) + path.slice(API_LENGTH + VERSION_LENGTH);
}
