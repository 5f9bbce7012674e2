import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { vwrRoutes } from '../../modules/lambda-vwr/routes.ts';
import { type EdgeReply, headerOf, type Origin, textReply } from './exchange.ts';

/** A function of AWS Lambda as it is called here. */
export type LambdaHandler = (event: unknown) => Promise<unknown>;

export interface ApiGatewayOptions {
  readonly handler: LambdaHandler;
  /** Whether one more request may pass (throttle.ts). */
  readonly mayPass: () => boolean;
  /** Value of x-api-key that the CDN sends (ruling B16). */
  readonly apiKey: string;
}

const answer = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()).optional(),
  multiValueHeaders: z.record(z.string(), z.array(z.string())).optional(),
  body: z.string().default(''),
});

/** Each route as segments; null takes any one segment. */
const routes = vwrRoutes.map(({ method, path }) => ({
  method,
  segments: path.map((segment) => (segment.startsWith('{') ? null : segment)),
}));

/** API Gateway: the documented routes alone, the key, the throttle, and the function behind them (architecture.md 5.10). */
export function apiGatewayOrigin({ handler, mayPass, apiKey }: ApiGatewayOptions): Origin {
  return async (exchange) => {
    const segments = exchange.path.split('/').slice(1);
    const isRoute = routes.some(
      (route) =>
        route.method === exchange.method &&
        route.segments.length === segments.length &&
        route.segments.every((segment, at) => (segment === null ? segments[at] !== '' : segment === segments[at])),
    );
    // These are API Gateway's own words for a route that is none and for a key that is missing.
    if (!isRoute) return refused(403, 'Missing Authentication Token');
    if (headerOf(exchange.headers, 'x-api-key') !== apiKey) return refused(403, 'Forbidden');
    if (!mayPass()) return refused(429, 'Too Many Requests');
    const body = (await buffer(exchange.body)).toString('utf8');
    const said = answer.safeParse(
      await handler({
        httpMethod: exchange.method,
        path: exchange.path,
        headers: Object.fromEntries(exchange.headers),
        queryStringParameters: Object.fromEntries(new URLSearchParams(exchange.query)),
        body: body === '' ? null : body,
        isBase64Encoded: false,
        requestContext: { requestId: exchange.id },
      }).catch(() => undefined),
    );
    if (!said.success) return refused(502, 'Internal server error');
    const { statusCode, headers = {}, multiValueHeaders = {}, body: text } = said.data;
    return {
      status: statusCode,
      headers: [
        ...Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const),
        ...Object.entries(multiValueHeaders).flatMap(([name, values]) =>
          values.map((value) => [name.toLowerCase(), value] as const),
        ),
      ],
      body: Buffer.from(text),
    };
  };
}

function refused(status: number, message: string): EdgeReply {
  return textReply(status, 'application/json', JSON.stringify({ message }));
}
