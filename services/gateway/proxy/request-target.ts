import { AppError } from '../../shared/errors/app-error.ts';

/** Where a request wants to go. */
export type RequestTarget = {
  /** As it is sent on: the path as the client spelt it, without the version. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  /**
   * What decisions are taken on: decoded, in small letters, without a slash at the end. Back ends match routes without
   * regard to case and end slash, so a spelling must not slip past a limit or a check that its plain form would meet.
   */
  readonly canonicalPath: string;
};

const PLAIN_PATH = /^(?:\/[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)+$/;
// Anything else than visible ASCII, or characters that parsers of URLs disagree on.
const FOREIGN = /[^\x21-\x7e]|[\\#]/;
const HIDDEN_SEPARATOR = /%(?:2f|5c|00)/i;

/** Reads a request target. Throws MALFORMED_REQUEST for one that two parsers could read differently. */
export function readTarget(url: string): RequestTarget {
  const questionMark = url.indexOf('?');
  const path = questionMark === -1 ? url : url.slice(0, questionMark);
  const query = questionMark === -1 ? '' : url.slice(questionMark);
  if (query !== '' && FOREIGN.test(query)) throw malformed('the query has characters that are not allowed');
  return { path, query, canonicalPath: PLAIN_PATH.test(path) ? path : canonical(path) };
}

function canonical(path: string): string {
  if (!path.startsWith('/') || FOREIGN.test(path) || HIDDEN_SEPARATOR.test(path)) {
    throw malformed('the path has characters that are not allowed');
  }
  const decoded = decode(path).toLowerCase();
  const segments = (decoded.endsWith('/') ? decoded.slice(0, -1) : decoded).split('/').slice(1);
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw malformed('the path has empty or relative segments');
  }
  return `/${segments.join('/')}`;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw malformed('the path is not valid percent-encoded UTF-8');
  }
}

function malformed(why: string): AppError {
  return new AppError('MALFORMED_REQUEST', `The request target is malformed: ${why}.`);
}
