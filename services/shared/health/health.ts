/** Something a service needs, and how to ask whether it is well: `check` rejects when it is not. */
export interface Dependency {
  readonly name: string;
  readonly check: () => Promise<unknown>;
  /**
   * The service does its work without it (Kafka: events wait in the outbox, E5; Redis where it is only a cache, E4):
   * /health tells that it is ill, readiness does not, or the load balancer would end a sale that could go on.
   */
  readonly optional?: boolean;
}

export interface HealthReport {
  readonly service: string;
  readonly status: 'ok' | 'degraded';
  /** "ok" or "error: <why>" by dependency (domain.md 1.0). */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The broker check of domain.md 1.0 has 3 s; every dependency gets the same. */
const checkTimeoutMs = 3_000;

/** Asks every dependency at once; never rejects. */
export async function checkHealth(service: string, dependencies: readonly Dependency[]): Promise<HealthReport> {
  const states = await Promise.all(dependencies.map(async ({ name, check }) => [name, await stateOf(check)] as const));
  const ill = states.some(([, state]) => state !== 'ok');
  return { service, status: ill ? 'degraded' : 'ok', dependencies: Object.fromEntries(states) };
}

async function stateOf(check: () => Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${checkTimeoutMs} ms`)), checkTimeoutMs);
  });
  try {
    await Promise.race([check(), timeout]);
    return 'ok';
  } catch (error) {
    return `error: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    clearTimeout(timer);
  }
}
