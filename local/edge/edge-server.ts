import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { EdgeExchange, EdgeReply } from './exchange.ts';
import { readinessPath } from './readiness-path.ts';

/** An HTTP server in front of a distribution; does not listen yet. */
export function createEdgeServer(distribution: (exchange: EdgeExchange) => Promise<EdgeReply>): Server {
  return createServer((req, res) => {
    if (req.url === readinessPath) {
      res.end('ready');
      return;
    }
    void serve(req, res, distribution);
  });
}

async function serve(
  req: IncomingMessage,
  res: ServerResponse,
  distribution: (exchange: EdgeExchange) => Promise<EdgeReply>,
): Promise<void> {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  try {
    const reply = await distribution(exchangeOf(req, gone.signal));
    res.writeHead(
      reply.status,
      reply.headers.flatMap(([name, value]) => [name, value]),
    );
    if (Buffer.isBuffer(reply.body)) res.end(reply.body);
    else await pipeline(reply.body, res);
  } catch (error) {
    if (res.headersSent) {
      res.destroy();
      return;
    }
    if (gone.signal.aborted) return;
    console.error('the edge failed', error);
    // What CloudFront says when an edge function throws or an origin breaks off.
    res.writeHead(502, { 'content-type': 'text/plain', 'x-cache': 'Error from cloudfront' }).end('Bad Gateway');
  }
}

function exchangeOf(req: IncomingMessage, gone: AbortSignal): EdgeExchange {
  const target = req.url ?? '/';
  const at = target.indexOf('?');
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < req.rawHeaders.length; index += 2)
    headers.push([req.rawHeaders[index]?.toLowerCase() ?? '', req.rawHeaders[index + 1] ?? '']);
  return {
    id: randomUUID(),
    method: req.method ?? 'GET',
    path: at === -1 ? target : target.slice(0, at),
    query: at === -1 ? '' : target.slice(at + 1),
    headers,
    address: req.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1',
    body: req,
    gone,
  };
}
