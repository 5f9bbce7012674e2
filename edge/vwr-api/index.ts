import { CountersTable } from '../vwr-line/counters-table.ts';
import { PositionsTable } from '../vwr-line/positions-table.ts';
import { tableClient } from '../vwr-line/table-client.ts';
import type { ApiAnswer, ApiRequest } from './api-gateway-event.ts';
import type { VwrApiOptions } from './api-options.ts';
import { vwrApi } from './dependencies.ts';
import { problemAnswer } from './problem-answer.ts';
import { readSettings } from './settings.ts';
import { loadSigningKeys } from './signing-keys.ts';
import { answer } from './vwr-api.ts';

const settings = readSettings(process.env);
let ready: Promise<VwrApiOptions> | undefined;

/** The API of the waiting room behind API Gateway (architecture.md 5.7, 5.10). Never rejects. */
export async function handler(request: ApiRequest): Promise<ApiAnswer> {
  ready ??= start();
  try {
    return await answer(request, await ready);
  } catch (error) {
    // The next request tries again: Secrets Manager may have been away.
    ready = undefined;
    console.error(JSON.stringify({ message: 'the function cannot start', error: String(error) }));
    const instance = request.requestContext?.requestId ?? 'unknown';
    return problemAnswer('INTERNAL_ERROR', 'The waiting room cannot start.', instance);
  }
}

async function start(): Promise<VwrApiOptions> {
  const keys = await loadSigningKeys(settings.tokenKeys);
  const client = tableClient();
  return vwrApi({
    counters: new CountersTable(client, settings.countersTable),
    positions: new PositionsTable(client, settings.positionsTable, settings.placeSeconds),
    keys,
    clocks: { wall: Date.now, monotonic: () => performance.now() },
    placeSeconds: settings.placeSeconds,
    tokenSeconds: settings.tokenSeconds,
    cookiePath: settings.cookiePath,
    logError: (line) => console.error(line),
  });
}
