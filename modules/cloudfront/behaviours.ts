/** The three origins of the distribution (architecture.md 5.5). */
export type OriginName = 'alb' | 's3' | 'vwr-api';

/** The CloudFront Functions, by the name of their file in edge/functions/. */
export type EdgeFunctionName = 'vwr-page-rewrite' | 'vwr-api-prefix-strip' | 'vwr-gate';

/** The function that stands before the token check where the gate is switched on; it reads the KeyValueStore of active rooms. */
export const gate = 'vwr-gate' satisfies EdgeFunctionName;

/** What CloudFront does with the requests whose path matches (architecture.md 5.5). */
export interface Behaviour {
  /** Pattern of the path; `*` is the default and comes last. */
  readonly path: string;
  readonly origin: OriginName;
  /** Seconds that an answer is kept which does not say for how long; 0 keeps none. */
  readonly ttlSeconds: number;
  /** Seconds that an answer is kept at most, whatever it says; 0 keeps nothing. */
  readonly mostSeconds: number;
  /** Whether only reading is let through. */
  readonly methods: 'read' | 'all';
  /** What the origin sees of the request: all of it, all but the Host header, or only what belongs to the cache key. */
  readonly forwards: 'all' | 'all-but-host' | 'cache-key';
  /** The CloudFront Function that runs when a request comes in. */
  readonly edgeFunction: EdgeFunctionName | null;
  /** Whether Lambda@Edge checks the tokens when a request comes in. */
  readonly checksTokens: boolean;
}

/** A request by plain HTTP is sent to HTTPS, wherever it goes. */
export const viewerProtocol = 'redirect-to-https';

/** What no other pattern takes: the pages and the API, behind the token check. */
export const defaultBehaviour: Behaviour = {
  path: '*',
  origin: 'alb',
  ttlSeconds: 0,
  mostSeconds: 0,
  methods: 'all',
  forwards: 'all',
  edgeFunction: null,
  checksTokens: true,
};

const FILES = {
  origin: 's3',
  methods: 'read',
  forwards: 'cache-key',
  edgeFunction: null,
  checksTokens: false,
} as const;

/** The documented time, and never longer, whatever a file says about itself. */
function keptFor(seconds: number): Pick<Behaviour, 'ttlSeconds' | 'mostSeconds'> {
  return { ttlSeconds: seconds, mostSeconds: seconds };
}

/**
 * The documented behaviours (architecture.md 5.5; ruling A7), the first that matches wins: the one table that the
 * distribution and the local edge are made from. Where nothing is kept everything is forwarded, but API Gateway refuses a
 * Host that is not its own (domain.md 10.5, 13).
 */
export const behaviours: readonly Behaviour[] = [
  { ...FILES, path: '/static/*', ...keptFor(3_600) },
  { ...FILES, path: '/_next/static/*', ...keptFor(31_536_000) },
  { ...FILES, path: '/vwr/*', ...keptFor(300), edgeFunction: 'vwr-page-rewrite' },
  {
    path: '/vwr-api/*',
    origin: 'vwr-api',
    ttlSeconds: 0,
    // Kept is only what the function marks as the same for all: how a line stands (rulings C; runtime.md 0, 6).
    mostSeconds: 5,
    methods: 'all',
    forwards: 'all-but-host',
    edgeFunction: 'vwr-api-prefix-strip',
    checksTokens: false,
  },
  defaultBehaviour,
];

/**
 * Errors that CloudFront would keep for ten seconds by itself, for everybody who asks the same path: one person's 404 and a
 * second's 503 would be answered to all (Amazon CloudFront Developer Guide, "HTTP 4xx and 5xx status codes that CloudFront
 * caches"). Kept is only what says so itself.
 */
export const errorsNotKept = [404, 405, 414, 500, 501, 502, 503, 504] as const;

/** The security headers of every answer (architecture.md 5.5), as the browser gets them. */
export const securityHeaders = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains; preload',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-XSS-Protection': '1; mode=block',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
} as const;
