import { Agent, request as httpRequest } from 'node:http';
import { gatewayPaths } from '../../modules/alb/settings.ts';
import { absentFrontPage } from './absent-front-page.ts';
import { type EdgeExchange, type EdgeReply, type HeaderList, headerOf, type Origin, textReply } from './exchange.ts';
import { pathPattern } from './path-pattern.ts';

export interface BalancerOptions {
  readonly gatewayUrl: string;
  /** Null while there is no front end: its paths get a page that says so. */
  readonly frontendUrl: string | null;
  /** Value of X-Custom-Header without which nobody gets in (ruling B14). */
  readonly originHeaderValue: string;
}

const toGateway = gatewayPaths.map(pathPattern);
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'proxy-connection',
]);

/** The load balancer: refuses what does not come from the CDN, and shares requests between gateway and front end (D1). */
export function balancerOrigin({ gatewayUrl, frontendUrl, originHeaderValue }: BalancerOptions): Origin {
  const agent = new Agent({ keepAlive: true });
  return async (exchange) => {
    if (headerOf(exchange.headers, 'x-custom-header') !== originHeaderValue)
      return textReply(403, 'text/plain', 'Forbidden');
    const target = toGateway.some((pattern) => pattern.test(exchange.path)) ? gatewayUrl : frontendUrl;
    return target === null ? absentFrontPage(exchange.path) : forward(exchange, target, agent);
  };
}

/** The answer as it streams in; 502 when nobody answers, as the load balancer says it. */
function forward(exchange: EdgeExchange, target: string, agent: Agent): Promise<EdgeReply> {
  const { method, path, query, headers, body, gone } = exchange;
  return new Promise((resolve) => {
    const upstream = httpRequest(
      target,
      {
        agent,
        method,
        path: query === '' ? path : `${path}?${query}`,
        headers: rawOf([
          ...headers.filter(([name]) => !HOP_BY_HOP.has(name) && name !== 'x-forwarded-for'),
          // The load balancer adds whom it sees, which is the CDN (ruling E7: two proxies of ours).
          ['x-forwarded-for', [headerOf(headers, 'x-forwarded-for'), '127.0.0.1'].filter(Boolean).join(', ')],
        ]),
        signal: gone,
      },
      (answer) => {
        const received: [string, string][] = [];
        for (let at = 0; at + 1 < answer.rawHeaders.length; at += 2) {
          const name = answer.rawHeaders[at]?.toLowerCase() ?? '';
          if (!HOP_BY_HOP.has(name)) received.push([name, answer.rawHeaders[at + 1] ?? '']);
        }
        resolve({ status: answer.statusCode ?? 502, headers: received, body: answer });
      },
    );
    upstream.on('error', () => resolve(textReply(502, 'text/plain', 'Bad Gateway')));
    body.on('error', () => upstream.destroy());
    body.pipe(upstream);
  });
}

function rawOf(headers: HeaderList): string[] {
  return headers.flatMap(([name, value]) => [name, value]);
}
