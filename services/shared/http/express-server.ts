import { createServer, IncomingMessage, type Server, type ServerOptions, ServerResponse } from 'node:http';
import type { Express } from 'express';

/**
 * An HTTP server (not yet listening) whose requests and responses are born with the application's prototypes.
 *
 * Express sets the prototype of both objects on every request, which makes V8 treat them as slow dictionaries for
 * everything that follows: two thirds of the throughput are lost (runtime.md 2.2). When the objects already have that
 * very prototype, setting it again is free. express-server.test.ts holds this for the pinned Express.
 *
 * @param options limits and time-outs of node:http; a request has 30 s and its headers 10 s to arrive unless they say otherwise
 */
export function createExpressServer(app: Express, options: ServerOptions = {}): Server {
  class ApplicationRequest extends IncomingMessage {}
  class ApplicationResponse extends ServerResponse<ApplicationRequest> {}
  copyChain(app.request, IncomingMessage.prototype, ApplicationRequest.prototype);
  copyChain(app.response, ServerResponse.prototype, ApplicationResponse.prototype);
  Object.assign(app, { request: ApplicationRequest.prototype, response: ApplicationResponse.prototype });
  return createServer(
    {
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      ...options,
      IncomingMessage: ApplicationRequest,
      ServerResponse: ApplicationResponse,
    },
    (req, res) => {
      // Without a last step of ours Express builds one for every request.
      Reflect.apply(app, undefined, [req, res, (error: unknown) => answerUnanswered(res, error)]);
    },
  );
}

// Applications answer unknown routes and errors themselves; this is for what slips past them.
function answerUnanswered(res: ServerResponse, error: unknown): void {
  if (res.headersSent) res.destroy();
  else res.writeHead(error === undefined || error === null ? 404 : 500, { 'content-length': '0' }).end();
}

// Copies what stands between the application's object and Node's prototype, the nearest definition last so that it wins.
function copyChain(from: object, until: object, to: object): void {
  const chain: object[] = [];
  for (let object: object | null = from; object !== null && object !== until; object = Reflect.getPrototypeOf(object)) {
    chain.unshift(object);
  }
  for (const object of chain) {
    const { constructor: _, ...methods } = Object.getOwnPropertyDescriptors(object);
    Object.defineProperties(to, methods);
  }
}
