import { type Behaviour, errorsNotKept } from '../../modules/cloudfront/behaviours.ts';

/** Errors that CloudFront keeps when the answer says for how long, and else not. */
const KEPT_WHEN_THEY_SAY_SO = new Set<number>([400, 403, 412, 415, ...errorsNotKept]);

/**
 * For how many seconds CloudFront keeps an answer to GET (CloudFront Developer Guide, "Manage how long content stays in the
 * cache" and "HTTP 4xx and 5xx status codes that CloudFront caches"): the least time is 0 everywhere here, so `no-store`,
 * `no-cache` and `private` are obeyed.
 */
export function keptSeconds(
  status: number,
  cacheControl: string | undefined,
  { ttlSeconds, mostSeconds }: Pick<Behaviour, 'ttlSeconds' | 'mostSeconds'>,
): number {
  const said = directives(cacheControl ?? '');
  const time = Number(said.get('s-maxage') ?? said.get('max-age') ?? Number.NaN);
  if (status >= 400) {
    return KEPT_WHEN_THEY_SAY_SO.has(status) && time > 0 ? Math.min(time, mostSeconds) : 0;
  }
  if (['no-store', 'no-cache', 'private'].some((word) => said.has(word))) return 0;
  return Math.min(Number.isNaN(time) ? ttlSeconds : time, mostSeconds);
}

function directives(cacheControl: string): ReadonlyMap<string, string> {
  return new Map(
    cacheControl.split(',').map((part) => {
      const [name = '', value = ''] = part.trim().toLowerCase().split('=');
      return [name, value];
    }),
  );
}
