import type { Request, Response } from 'express';
import type { AccessClaims, EntryClaims, VwrClaims } from '../shared/tokens/claims.ts';
import type { IncomingHeaders } from './proxy/incoming-headers.ts';
import type { RequestTarget } from './proxy/request-target.ts';
import type { Upstream } from './proxy/upstream.ts';

/** One request on its way through the filters and the proxy, and what they have found out about it. */
export class Exchange {
  readonly req: Request;
  readonly res: Response;
  readonly method: string;
  /** Milliseconds of performance.now(). */
  readonly startedAt: number;
  readonly headers: IncomingHeaders;
  readonly requestId: string;
  /** W3C trace context that goes on to the back end, when there is one. */
  traceparent: string | undefined;
  target: RequestTarget;
  /** The access token, wherever it came from (filters -2 and -1). */
  bearer: string | undefined;
  user: AccessClaims | undefined;
  entry: EntryClaims | undefined;
  /** The pass of Tier 1 for the line that this request joins (E3). */
  pass: VwrClaims | undefined;
  upstream: Upstream | undefined;
  /** Name and value in turn: what filters add to the answer, whoever gives it. */
  readonly answerHeaders: string[];

  constructor(req: Request, res: Response, parts: ExchangeParts) {
    this.req = req;
    this.res = res;
    this.method = req.method;
    this.startedAt = performance.now();
    this.headers = parts.headers;
    this.requestId = parts.requestId;
    this.traceparent = parts.traceparent;
    this.target = parts.target;
    this.bearer = undefined;
    this.user = undefined;
    this.entry = undefined;
    this.pass = undefined;
    this.upstream = undefined;
    // A browser must never guess that an answer is something it could run.
    this.answerHeaders = ['x-request-id', parts.requestId, 'x-content-type-options', 'nosniff'];
  }
}

export type ExchangeParts = {
  readonly headers: IncomingHeaders;
  readonly requestId: string;
  readonly traceparent: string | undefined;
  readonly target: RequestTarget;
};
