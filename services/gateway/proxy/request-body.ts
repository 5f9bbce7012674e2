import { PassThrough, Transform, type TransformCallback } from 'node:stream';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Exchange } from '../exchange.ts';

/** What is sent on: nothing, all bytes at once, or a stream with or without a known length. */
export type RequestBody = Buffer | PassThrough | Transform | null;

/**
 * Where no more than this is allowed, a body is collected first, so that a slow client occupies neither a back end nor a
 * trial of its breaker, however it frames the body.
 */
const COLLECTED_BYTES = 65_536;

/**
 * Gives the body of a request to `ready`, at once or when it has arrived; never after the client has gone.
 * Throws BODY_TOO_LARGE; a stream that turns out too large ends with that error.
 * @param mostBytes largest body that goes on
 * @param failed told BODY_TOO_LARGE when a body without a length turns out too large while it is collected
 */
export function readBody(
  exchange: Exchange,
  mostBytes: number,
  ready: (body: RequestBody) => void,
  failed: (error: unknown) => void,
): void {
  const { req, headers } = exchange;
  if (headers.transferEncoding !== undefined) {
    if (mostBytes <= COLLECTED_BYTES) collect(exchange, mostBytes, ready, failed);
    else ready(counted(exchange, mostBytes));
    return;
  }
  const length = headers.contentLength === undefined ? 0 : Number(headers.contentLength);
  if (length > mostBytes) throw tooLarge(mostBytes);
  if (length === 0) ready(null);
  else if (length <= COLLECTED_BYTES) collect(exchange, mostBytes, ready, failed);
  else ready(req.pipe(new PassThrough()));
}

function collect(
  { req }: Exchange,
  mostBytes: number,
  ready: (body: Buffer) => void,
  failed: (error: unknown) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  req.on('data', (chunk: Buffer) => {
    const fitted = bytes <= mostBytes;
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
    else if (fitted) failed(tooLarge(mostBytes));
  });
  req.on('end', () => {
    if (bytes > mostBytes) return;
    const [only, ...more] = chunks;
    ready(only !== undefined && more.length === 0 ? only : Buffer.concat(chunks));
  });
}

// Destroying the transform, as undici does when a call fails, leaves the request alone: the client still gets an answer.
function counted({ req }: Exchange, mostBytes: number): Transform {
  let bytes = 0;
  return req.pipe(
    new Transform({
      transform(chunk: Buffer, _encoding, done: TransformCallback) {
        bytes += chunk.length;
        if (bytes <= mostBytes) done(null, chunk);
        else done(tooLarge(mostBytes));
      },
    }),
  );
}

function tooLarge(mostBytes: number): AppError {
  return new AppError('BODY_TOO_LARGE', `A body may have ${mostBytes} bytes here.`, { mostBytes });
}
