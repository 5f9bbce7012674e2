import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { handler as rewritePage } from '../../edge/functions/vwr-page-rewrite.ts';
import type { VwrApiOptions } from '../../edge/vwr-api/api-options.ts';
import { answer } from '../../edge/vwr-api/vwr-api.ts';
import { vwrPageFiles } from '../../stacks/bundles/vwr-page.ts';
import { MemoryLine } from './memory-line.ts';
import { edgeVerifier, instance } from './visitor.ts';

const files = new Map(vwrPageFiles(path.resolve(import.meta.dirname, '../..')).map((file) => [`/${file.key}`, file]));

/** The waiting page and the API behind it on loopback: the code that is deployed, a line in memory, a clock of its own. */
export class PageServer {
  readonly line = new MemoryLine();
  /** Requests to the API, in order: `POST assign`, `GET check`. */
  readonly asked: string[] = [];
  /** By how much the clocks of the server are ahead (ms). */
  later = 0;
  /** What the API answers instead of an answer. */
  fault: 'none' | 'cut' | 'ill' = 'none';
  readonly #api: VwrApiOptions;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  constructor() {
    const clocks = { wall: () => Date.now() + this.later, monotonic: () => performance.now() + this.later };
    this.#api = instance({ counters: this.line, positions: this.line, clocks });
  }

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const bound = this.#server.address();
    return `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://edge.invalid');
    if (url.pathname.startsWith('/vwr-api/')) await this.#askApi(url, request, response);
    else if (url.pathname.startsWith('/vwr/')) this.#servePage(url, response);
    else if (url.pathname.startsWith('/events/')) this.#serveEvent(request, response);
    else response.writeHead(404).end();
  }

  #servePage({ pathname, searchParams }: URL, response: ServerResponse): void {
    const querystring = Object.fromEntries([...searchParams].map(([name, value]) => [name, { value }]));
    const request = { uri: pathname, querystring, cookies: {} };
    const result = rewritePage({ request });
    if ('statusCode' in result) {
      response.writeHead(result.statusCode, { location: result.headers.location?.value ?? '' }).end();
      return;
    }
    const file = files.get(result.uri);
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': file.contentType, 'cache-control': 'no-store' }).end(file.content);
  }

  async #askApi(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked.push(`${request.method} ${url.pathname.split('/')[3]}`);
    if (this.fault === 'cut') {
      request.socket.destroy();
      return;
    }
    if (this.fault === 'ill') {
      response.writeHead(503, { 'retry-after': '7', 'content-type': 'application/problem+json' }).end('{}');
      return;
    }
    const reply = await answer(
      {
        httpMethod: request.method ?? 'GET',
        path: url.pathname.slice('/vwr-api'.length),
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        queryStringParameters: Object.fromEntries(url.searchParams),
        body: request.method === 'POST' ? await text(request) : null,
      },
      this.#api,
    );
    const date = new Date(Date.now() + this.later).toUTCString();
    response.writeHead(reply.statusCode, { ...reply.headers, ...lists(reply.multiValueHeaders), date }).end(reply.body);
  }

  /** In place of the event: says which place the pass of the visitor names, as the edge reads it. */
  #serveEvent(request: IncomingMessage, response: ServerResponse): void {
    const pass = /urr-vwr-token=([\w.-]+)/.exec(request.headers.cookie ?? '')?.[1];
    const verifier = edgeVerifier(() => new Date(Date.now() + this.later));
    const said = pass === undefined ? 'no pass' : `pass of place ${verifier.verify(pass).place}`;
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>${said}</h1>`);
  }
}

function lists(headers: Readonly<Record<string, readonly string[]>> = {}): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, [...values]]));
}
