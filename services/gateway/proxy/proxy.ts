import { AppError } from '../../shared/errors/app-error.ts';
import type { Exchange } from '../exchange.ts';
import { Forwarding } from './forwarding.ts';
import { type OnwardHeaderOptions, onwardHeaders } from './onward-headers.ts';
import { type RequestBody, readBody } from './request-body.ts';
import type { Upstream } from './upstream.ts';

/** Limits of the proxy and what it needs to pass requests on. */
export type ProxyOptions = OnwardHeaderOptions & {
  /** Largest body that goes on, in bytes, by canonical path. */
  readonly mostBytes: (canonicalPath: string) => number;
  /** Answers the client when there is nothing to pass on. */
  readonly onFailure: (exchange: Exchange, error: unknown) => void;
};

export type Proxy = (exchange: Exchange) => void;

const RETRY_AFTER_SECONDS = 5;

/** Passes requests on to the back end that the exchange names. Throws AppErrors for those that cannot be. */
export function createProxy(options: ProxyOptions): Proxy {
  const { mostBytes, onFailure } = options;
  return (exchange) => {
    const { upstream } = exchange;
    if (upstream === undefined) {
      throw new AppError('ROUTE_NOT_FOUND', `There is no ${exchange.target.path}.`);
    }
    readBody(
      exchange,
      mostBytes(exchange.target.canonicalPath),
      (body) => send(exchange, upstream, body),
      (error) => onFailure(exchange, error),
    );
  };

  function send(exchange: Exchange, upstream: Upstream, body: RequestBody): void {
    const { res, headers } = exchange;
    if (res.destroyed) return;
    const isStream = headers.accept?.includes('text/event-stream') ?? false;
    if (upstream.isFull(isStream) || !upstream.breaker.allows()) {
      exchange.answerHeaders.push('retry-after', String(RETRY_AFTER_SECONDS));
      const message = `The ${upstream.name} service takes no requests at the moment.`;
      onFailure(exchange, new AppError('DEPENDENCY_UNAVAILABLE', message, { service: upstream.name }));
      return;
    }
    const onward = onwardHeaders(exchange, options);
    if (Buffer.isBuffer(body)) onward.push('content-length', String(body.length));
    else if (body !== null && headers.contentLength !== undefined) onward.push('content-length', headers.contentLength);
    Forwarding.start({ exchange, upstream, headers: onward, body, isStream, onFailure });
  }
}
