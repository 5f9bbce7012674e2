import { CountersTable } from '../vwr-line/counters-table.ts';
import { entryHolders } from '../vwr-line/entry-holders.ts';
import type { tableClient } from '../vwr-line/table-client.ts';

export interface EntriesOptions {
  readonly client: ReturnType<typeof tableClient>;
  readonly countersTable: string;
  readonly positionsTable: string;
  readonly clock: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** An instance hands places of its block out for a second, and tries for up to six to write one down. */
const LAST_ENTRIES_MS = 10_000;

/**
 * Who takes part in the lottery of an event: everybody with a number that was given by now, once the last of them is written
 * down. Throws when there is none, or before it opens.
 */
export async function readEntries(
  eventId: string,
  { client, countersTable, positionsTable, clock, sleep }: EntriesOptions,
): Promise<{ readonly entries: number; readonly holders: ReadonlyMap<number, string> }> {
  const line = await new CountersTable(client, countersTable).read(eventId);
  if (line?.mode !== 'lottery') throw new Error('this event has no lottery');
  if (clock() < line.opensAt) {
    throw new Error(`it opens at ${new Date(line.opensAt).toISOString()}: until then people enter`);
  }
  await sleep(LAST_ENTRIES_MS);
  const { epoch, nextPosition: entries } = line;
  return { entries, holders: await entryHolders(client, positionsTable, { eventId, epoch, most: entries }) };
}
