/** The documented classes of requests (architecture.md 6.1). */
export const categories = ['AUTH', 'QUEUE', 'BOOKING', 'GENERAL'] as const;
export type Category = (typeof categories)[number];

/** Requests per 60 s and client, by category. */
export type Limits = Readonly<Record<Category, number>>;

/** 20, 60, 10 and 100 (architecture.md 6.1); each can be overridden by RATE_LIMIT_<category>_RPM (E7). */
export const documentedLimits: Limits = { AUTH: 20, QUEUE: 60, BOOKING: 10, GENERAL: 100 };

/**
 * The category of a request, undefined when it does not count: who-am-I is asked on every page (domain.md 4.6).
 * BOOKING counts writes only (E7): people look at seats far more often than they try to take one.
 */
export function categoryOf(method: string, canonicalPath: string): Category | undefined {
  const end = canonicalPath.indexOf('/', 5);
  switch (canonicalPath.slice(5, end === -1 ? undefined : end)) {
    case 'auth':
      return canonicalPath === '/api/auth/me' ? undefined : 'AUTH';
    case 'queue':
      return 'QUEUE';
    case 'seats':
    case 'reservations':
      return method === 'GET' || method === 'HEAD' ? 'GENERAL' : 'BOOKING';
    default:
      return 'GENERAL';
  }
}
