/** Asks a service whether it can work, and if not, why. */
import { z } from 'zod';

const answerSchema = z.looseObject({
  status: z.string().optional(),
  detail: z.string().optional(),
  dependencies: z.record(z.string(), z.unknown()).optional(),
});

/** The reason in a readiness answer that is not 200. */
function reasonIn(status: number, body: string): string {
  try {
    const answer = answerSchema.parse(JSON.parse(body));
    const down = Object.entries(answer.dependencies ?? {}).filter(
      ([, state]) => !/^"?(ok|up)/i.test(JSON.stringify(state)),
    );
    if (down.length > 0) return `it waits for ${down.map(([name]) => name).join(', ')}`;
    return answer.detail ?? answer.status ?? `it answers ${status}`;
  } catch {
    return `it answers ${status}`;
  }
}

/** @returns whether the address answers 200; otherwise in words what stands against it */
export async function isReady(url: string): Promise<{ ready: boolean; because: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    const body = await response.text();
    if (response.status === 200) return { ready: true, because: '' };
    return { ready: false, because: reasonIn(response.status, body) };
  } catch {
    return { ready: false, because: 'it does not listen yet' };
  }
}
