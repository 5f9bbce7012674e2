import { buffer } from 'node:stream/consumers';
import {
  type Behaviour,
  type EdgeFunctionName,
  gate,
  type OriginName,
  securityHeaders,
} from '../../modules/cloudfront/behaviours.ts';
import { AnswerCache, type KeptAnswer } from './answer-cache.ts';
import { behaviourOf } from './behaviour-of.ts';
import type { FunctionRequest, Outcome } from './cloudfront-function.ts';
import { type EdgeExchange, type EdgeReply, type HeaderList, headerOf, type Origin, textReply } from './exchange.ts';
import { keptSeconds } from './kept-seconds.ts';

export interface DistributionOptions {
  readonly origins: Readonly<Record<OriginName, Origin>>;
  readonly functions: Readonly<Record<EdgeFunctionName, (request: FunctionRequest) => Promise<Outcome>>>;
  /** Whether the gate stands before the token check; default false, as documented. */
  readonly hasGate?: boolean;
  readonly tokenCheck: (exchange: EdgeExchange) => Promise<EdgeReply | undefined>;
  /** Headers that CloudFront adds for an origin, in place of what a viewer says. */
  readonly originHeaders: Readonly<Record<OriginName, HeaderList>>;
  /** Milliseconds that only grow. */
  readonly clock: () => number;
}

const READ = new Set(['GET', 'HEAD']);
const METHOD_REFUSED =
  'This distribution is not configured to allow the HTTP request method that was used for this request.';

/**
 * What CloudFront does with a request, by the table that the distribution is made from (modules/cloudfront/behaviours.ts):
 * method, function at the edge, token check, cache, origin, security headers.
 */
export function createDistribution(options: DistributionOptions): (exchange: EdgeExchange) => Promise<EdgeReply> {
  const cache = new AnswerCache(options.clock);
  const asking = new Map<string, Promise<KeptAnswer | undefined>>();

  async function answer(exchange: EdgeExchange): Promise<EdgeReply> {
    const behaviour = behaviourOf(exchange.path);
    if (behaviour.methods === 'read' && !READ.has(exchange.method)) return textReply(403, 'text/plain', METHOD_REFUSED);
    const changed = await atTheEdge(exchange, behaviour, options);
    if ('status' in changed) return changed;
    if (behaviour.mostSeconds === 0 || !READ.has(changed.method)) return fromOrigin(changed, behaviour);
    return throughCache(changed, behaviour);
  }

  async function fromOrigin(exchange: EdgeExchange, behaviour: Behaviour): Promise<EdgeReply> {
    const headers = forwarded(exchange, behaviour, options.originHeaders[behaviour.origin]);
    const query = behaviour.forwards === 'cache-key' ? '' : exchange.query;
    const reply = await options.origins[behaviour.origin]({ ...exchange, headers, query });
    return { ...reply, headers: [...reply.headers, ['x-cache', 'Miss from cloudfront']] };
  }

  async function throughCache(exchange: EdgeExchange, behaviour: Behaviour): Promise<EdgeReply> {
    const key = `${behaviour.path} ${exchange.path} ${headerOf(exchange.headers, 'origin') ?? ''}`;
    const hit = () => {
      const kept = cache.find(key);
      return (
        kept && {
          status: kept.answer.status,
          headers: [
            ...kept.answer.headers,
            ['age', String(kept.ageSeconds)],
            ['x-cache', 'Hit from cloudfront'],
          ] as const,
          body: exchange.method === 'HEAD' ? Buffer.alloc(0) : kept.answer.body,
        }
      );
    };
    const before = hit();
    if (before) return before;
    // Whoever asks while somebody else asks the same waits for that answer, and asks alone if it may not be kept.
    const other = asking.get(key);
    if (other !== undefined && (await other) !== undefined) return hit() ?? fromOrigin(exchange, behaviour);
    if (other !== undefined || exchange.method === 'HEAD') return fromOrigin(exchange, behaviour);
    let settle: (kept: KeptAnswer | undefined) => void = () => undefined;
    asking.set(key, new Promise((resolve) => (settle = resolve)));
    let kept: KeptAnswer | undefined;
    try {
      const reply = await fromOrigin(exchange, behaviour);
      const seconds = keptSeconds(reply.status, headerOf(reply.headers, 'cache-control'), behaviour);
      if (seconds === 0) return reply;
      const body = Buffer.isBuffer(reply.body) ? reply.body : await buffer(reply.body);
      kept = { status: reply.status, headers: reply.headers.filter(([name]) => name !== 'x-cache'), body };
      cache.keep(key, kept, seconds);
      return { ...reply, body };
    } finally {
      asking.delete(key);
      settle(kept);
    }
  }

  return async (exchange) => {
    const { headers, ...reply } = await answer(exchange);
    const own = Object.entries(securityHeaders).map(([name, value]) => [name.toLowerCase(), value] as const);
    const names = new Set(own.map(([name]) => name));
    return {
      ...reply,
      headers: [
        ...headers.filter(([name]) => !names.has(name)),
        ...own,
        ['via', '1.1 local.cloudfront (CloudFront)'],
        ['x-amz-cf-id', exchange.id],
      ],
    };
  };
}

/** The request as the functions of its behaviour leave it, or what one of them answers. */
async function atTheEdge(
  exchange: EdgeExchange,
  { edgeFunction, checksTokens }: Behaviour,
  { functions, tokenCheck, hasGate = false }: DistributionOptions,
): Promise<EdgeExchange | EdgeReply> {
  const runs = checksTokens && hasGate ? gate : edgeFunction;
  const changed = runs === null ? exchange : await run(exchange, functions[runs]);
  if ('status' in changed || !checksTokens) return changed;
  return (await tokenCheck(changed)) ?? changed;
}

async function run(
  exchange: EdgeExchange,
  edgeFunction: (request: FunctionRequest) => Promise<Outcome>,
): Promise<EdgeExchange | EdgeReply> {
  const { method, path: uri, headers } = exchange;
  const single = Object.fromEntries(headers.map(([name, value]) => [name, { value }]));
  const cookies = headers.flatMap(([name, value]) => (name === 'cookie' ? value.split(';') : []));
  const outcome = await edgeFunction({
    method,
    uri,
    querystring: named(exchange.query.split('&')),
    headers: single,
    cookies: named(cookies),
  });
  if ('uri' in outcome) return { ...exchange, path: outcome.uri };
  const { statusCode, headers: said, body } = outcome;
  return { status: statusCode, headers: Object.entries(said), body: Buffer.from(body) };
}

/** `name=value` pairs as a CloudFront Function gets them: nothing is decoded. */
function named(pairs: readonly string[]): Record<string, { value: string }> {
  return Object.fromEntries(
    pairs
      .filter((pair) => pair !== '')
      .map((pair): [string, { value: string }] => {
        const [name = '', ...rest] = pair.trim().split('=');
        return [name, { value: rest.join('=') }];
      }),
  );
}

/** What the origin sees of the viewer's headers (ruling A7), and what CloudFront adds. */
function forwarded({ headers, address, id }: EdgeExchange, { forwards }: Behaviour, added: HeaderList): HeaderList {
  const replaced = new Set([...added.map(([name]) => name), 'x-forwarded-for', 'via', 'x-amz-cf-id']);
  const claimed = headerOf(headers, 'x-forwarded-for');
  const passed = headers.filter(([name]) => {
    if (replaced.has(name)) return false;
    if (forwards === 'cache-key') return name === 'origin';
    return forwards === 'all' || name !== 'host';
  });
  return [
    ...passed,
    ...added,
    ['x-forwarded-for', claimed === undefined ? address : `${claimed}, ${address}`],
    ['via', '1.1 local.cloudfront (CloudFront)'],
    ['x-amz-cf-id', id],
  ];
}
