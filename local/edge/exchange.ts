import type { Readable } from 'node:stream';

/** Names in small letters and values, in the order in which they came; a name may stand twice. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** A request on its way from the viewer to an origin. */
export interface EdgeExchange {
  readonly id: string;
  readonly method: string;
  /** Path without the query, as the viewer spelt it or an edge function changed it. */
  readonly path: string;
  /** Without the question mark; empty without a query. */
  readonly query: string;
  readonly headers: HeaderList;
  /** Address of the viewer. */
  readonly address: string;
  readonly body: Readable;
  /** Whether the viewer has gone. */
  readonly gone: AbortSignal;
}

/** What an origin or a function at the edge answers. */
export interface EdgeReply {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Buffer | Readable;
}

/** Where answers come from when the edge has none. */
export type Origin = (exchange: EdgeExchange) => Promise<EdgeReply>;

/** The first value of a header. */
export function headerOf(headers: HeaderList, name: string): string | undefined {
  return headers.find(([each]) => each === name)?.[1];
}

/** An answer that is a text. */
export function textReply(status: number, type: string, text: string, more: HeaderList = []): EdgeReply {
  return { status, headers: [['content-type', type], ...more], body: Buffer.from(text) };
}
