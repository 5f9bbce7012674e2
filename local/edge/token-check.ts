import { z } from 'zod';
import type { LambdaHandler } from './api-gateway-origin.ts';
import type { EdgeExchange, EdgeReply, HeaderList } from './exchange.ts';

const values = z.record(z.string(), z.array(z.object({ key: z.string().optional(), value: z.string() })));
const outcome = z.object({ status: z.string().optional(), headers: values.optional(), body: z.string().optional() });

/**
 * Lambda@Edge on the viewer request: undefined lets the request go on.
 * @param distributionDomain what the function takes for the name of its distribution
 */
export function createTokenCheck(handler: LambdaHandler, distributionDomain: string) {
  return async (exchange: EdgeExchange): Promise<EdgeReply | undefined> => {
    const { id, method, path, query, headers, address } = exchange;
    const request = { clientIp: address, method, uri: path, querystring: query, headers: listed(headers) };
    const config = { distributionDomainName: distributionDomain, eventType: 'viewer-request', requestId: id };
    // Between CloudFront and Lambda everything is JSON.
    const event: unknown = JSON.parse(JSON.stringify({ Records: [{ cf: { config, request } }] }));
    const said = outcome.parse(JSON.parse(JSON.stringify(await handler(event))));
    if (said.status === undefined) return undefined;
    return {
      status: Number(said.status),
      headers: Object.entries(said.headers ?? {}).flatMap(([name, each]) =>
        each.map(({ value }) => [name.toLowerCase(), value] as const),
      ),
      body: Buffer.from(said.body ?? ''),
    };
  };
}

function listed(headers: HeaderList): Record<string, { key: string; value: string }[]> {
  const lists = new Map<string, { key: string; value: string }[]>();
  for (const [key, value] of headers) lists.set(key, [...(lists.get(key) ?? []), { key, value }]);
  return Object.fromEntries(lists);
}
