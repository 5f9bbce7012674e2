import type { Dispatcher } from 'undici';
import type { Exchange } from '../exchange.ts';
import { completeAnswer } from './answer-headers.ts';
import { type CallOutcome, SLOW_CALL_MS } from './breaker.ts';
import type { RequestBody } from './request-body.ts';
import type { Upstream } from './upstream.ts';
import { isBackEndFault, mayRetry, toUpstreamError } from './upstream-error.ts';

/** One request under way to a back end, as `start` is given it. */
export type Call = {
  readonly exchange: Exchange;
  readonly upstream: Upstream;
  /** Name and value in turn, complete. */
  readonly headers: string[];
  readonly body: RequestBody;
  /** The client asked for an event stream: it may stay open as long as it is heard of. */
  readonly isStream: boolean;
  /** Told once, when there is no answer to pass on; nothing has been written then. */
  readonly onFailure: (exchange: Exchange, error: unknown) => void;
};

const SMALL_BYTES = 4_096;

/**
 * Carries the answer of one call back to the client while it arrives. Handles undici's own (raw) callbacks: its newer
 * handler form parses every header into an object first, which a proxy has no use for.
 */
export class Forwarding implements Dispatcher.DispatchHandler {
  readonly #call: Call;
  #resume: () => void = () => undefined;
  #abort: ((error?: Error) => void) | undefined = undefined;
  #hasAnswer = false;
  #isOver = false;
  #tries = 0;
  #bytesLeft: number | undefined = undefined;
  /** When the back end got the request: what the client took to send its body is not the back end's slowness. */
  #sentAt = 0;

  private constructor(call: Call) {
    this.#call = call;
  }

  /** Sends the request. The answer, or `onFailure`, follows by itself. */
  static start(call: Call): void {
    const forwarding = new Forwarding(call);
    if (call.isStream) call.upstream.streamsUnderWay += 1;
    else call.upstream.callsUnderWay += 1;
    // Pausing the back end and waiting for `drain` alone would leak its connection when the client has gone (runtime.md 2.2).
    call.exchange.res.on('close', () => forwarding.#clientLeft());
    forwarding.#dispatch();
  }

  #dispatch(): void {
    const { exchange, upstream, headers, body, isStream } = this.#call;
    this.#tries += 1;
    this.#sentAt = performance.now();
    upstream
      .pool(isStream)
      .dispatch({ method: exchange.method, path: exchange.target.path + exchange.target.query, headers, body }, this);
  }

  onConnect(abort: (error?: Error) => void): void {
    this.#abort = abort;
    if (this.#isOver) abort();
  }

  onHeaders(status: number, raw: Buffer[], resume: () => void): boolean {
    if (status < 200) return true;
    const { res, answerHeaders } = this.#call.exchange;
    const head = completeAnswer(answerHeaders, raw);
    this.#hasAnswer = true;
    this.#resume = resume;
    this.#bytesLeft = head.contentLength;
    res.writeHead(status, answerHeaders);
    // Whoever listens to a stream wants to know at once that it stands.
    if (head.isStream) res.flushHeaders();
    return true;
  }

  onData(chunk: Buffer): boolean {
    const { res } = this.#call.exchange;
    if (this.#bytesLeft !== undefined) {
      this.#bytesLeft -= chunk.length;
      if (this.#bytesLeft === 0) {
        // As a string Node joins it with the head into one write; a buffer would be a second one.
        if (chunk.length <= SMALL_BYTES) res.end(chunk.toString('latin1'), 'latin1');
        else res.end(chunk);
        return true;
      }
    }
    if (res.write(chunk)) return true;
    res.once('drain', this.#resume);
    return false;
  }

  onComplete(): void {
    const { exchange, isStream, body } = this.#call;
    // A body that is streamed arrives at its sender's pace, so its call says nothing about the back end's.
    const isJudged = !isStream && (body === null || Buffer.isBuffer(body));
    const isSlow = isJudged && performance.now() - this.#sentAt > SLOW_CALL_MS;
    this.#finish(isSlow ? 'slow' : 'fine');
    if (!exchange.res.writableEnded) exchange.res.end();
  }

  onError(error: Error): void {
    if (this.#isOver) return;
    const { exchange, upstream, body } = this.#call;
    const isSafe = exchange.method === 'GET' || exchange.method === 'HEAD';
    const canRepeat = body === null || Buffer.isBuffer(body);
    if (!this.#hasAnswer && this.#tries === 1 && canRepeat && mayRetry(error, isSafe)) {
      this.#dispatch();
      return;
    }
    this.#finish(isBackEndFault(error) ? 'failed' : 'unknown');
    // An answer that has begun cannot become an error any more; cutting it off is the honest sign.
    if (this.#hasAnswer) exchange.res.destroy();
    else this.#call.onFailure(exchange, toUpstreamError(error, upstream.name));
  }

  #clientLeft(): void {
    if (this.#isOver) return;
    this.#finish('unknown');
    this.#abort?.();
  }

  #finish(outcome: CallOutcome): void {
    const { upstream, isStream } = this.#call;
    this.#isOver = true;
    if (isStream) upstream.streamsUnderWay -= 1;
    else upstream.callsUnderWay -= 1;
    upstream.breaker.report(outcome);
  }
}
