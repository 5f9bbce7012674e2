const PLAIN_PATH = /^(?:\/|(?:\/[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)+)$/;
// Anything else than visible ASCII, or characters that parsers of URLs disagree on.
const FOREIGN = /[^\x21-\x7e]|[\\#]/;
const HIDDEN_SEPARATOR = /%(?:2f|5c|00)/i;
const VERSION = '/api/v1/';

/**
 * The one spelling of a path that decisions are taken on: decoded, in small letters, without a slash at the end and
 * without the version of the API. Back ends match routes without regard to these, so no spelling may slip past the table.
 * Undefined for a path that two parsers could read differently; the gateway refuses the same ones.
 */
export function canonicalPath(path: string): string | undefined {
  const canonical = PLAIN_PATH.test(path) ? path : plainSpelling(path);
  return canonical?.startsWith(VERSION) ? `/api/${canonical.slice(VERSION.length)}` : canonical;
}

function plainSpelling(path: string): string | undefined {
  if (!path.startsWith('/') || FOREIGN.test(path) || HIDDEN_SEPARATOR.test(path)) return undefined;
  const decoded = decode(path)?.toLowerCase();
  if (decoded === undefined) return undefined;
  const segments = (decoded.endsWith('/') ? decoded.slice(0, -1) : decoded).split('/').slice(1);
  return segments.some((segment) => segment === '' || segment === '.' || segment === '..')
    ? undefined
    : `/${segments.join('/')}`;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
