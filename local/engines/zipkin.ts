/** Zipkin, where traces can be looked at. Nothing needs it, so none is ever started. */

const composeUrl = 'http://127.0.0.1:9411';

/**
 * @returns where spans go: ZIPKIN_ENDPOINT when given, docker-compose's Zipkin when it answers, otherwise undefined
 */
export async function findZipkin(
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ endpoint: string; how: string } | undefined> {
  if (env.ZIPKIN_ENDPOINT) return { endpoint: env.ZIPKIN_ENDPOINT, how: 'given by ZIPKIN_ENDPOINT' };
  try {
    const answer = await fetch(`${composeUrl}/health`, { signal: AbortSignal.timeout(500) });
    // Zipkin reports its storage; another program on this port would not.
    if (!answer.ok || !(await answer.text()).includes('"zipkin"')) return undefined;
    return { endpoint: `${composeUrl}/api/v2/spans`, how: `docker-compose, traces at ${composeUrl}` };
  } catch {
    return undefined;
  }
}
