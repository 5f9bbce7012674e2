/** A key attribute: `S` is a text, `N` a number. */
interface Key {
  readonly name: string;
  readonly type: 'S' | 'N';
}

/** The keys of a table or an index. */
export interface TableKeys {
  readonly hash: Key;
  readonly range?: Key;
}

const event: Key = { name: 'eventId', type: 'S' };

/** The keys of both tables (architecture.md 5.8); the local platform makes its tables from them as well. */
export const tableKeys = {
  counters: { hash: event },
  positions: { hash: event, range: { name: 'requestId', type: 'S' } },
} as const satisfies Readonly<Record<string, TableKeys>>;

/** The documented index of the positions. */
export const positionsIndex = {
  name: 'eventId-position-index',
  hash: event,
  range: { name: 'position', type: 'N' },
} as const satisfies TableKeys & { readonly name: string };
