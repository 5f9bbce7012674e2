/**
 * API Gateway's throttle: a bucket of tokens that holds `burst` and gains `rate` a second (Amazon API Gateway Developer
 * Guide, "Throttle requests to your REST APIs").
 * @param clock milliseconds that only grow
 * @returns whether one more request may pass now
 */
export function createThrottle(rate: number, burst: number, clock: () => number): () => boolean {
  let tokens = burst;
  let seenAt = clock();
  return () => {
    const now = clock();
    tokens = Math.min(burst, tokens + ((now - seenAt) * rate) / 1_000);
    seenAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
