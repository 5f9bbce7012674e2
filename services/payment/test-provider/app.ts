import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createFaultPlan, faultSchema } from './faults.ts';
import { createLedger } from './ledger.ts';
import { type WireReply, wireError } from './replies.ts';
import { createWebhookSender, resendSchema, webhookSettingsSchema } from './webhook-sender.ts';
import { createWire } from './wire.ts';

export interface TestProviderOptions {
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly webhookUrl: string | null;
}

/**
 * A payment provider with Toss' wire shape, a memory of its own and switchable faults. Below /test stand the faults, the
 * books and the webhooks; they have no credential, because this program only runs on a developer's machine.
 */
export function createTestProvider(options: TestProviderOptions): Server {
  const ledger = createLedger();
  const faults = createFaultPlan();
  const webhooks = createWebhookSender({ secret: options.webhookSecret, url: options.webhookUrl });
  const wire = createWire({ ledger, faults, webhooks });
  const authorization = `Basic ${Buffer.from(`${options.secretKey}:`).toString('base64')}`;

  async function answerWire(req: IncomingMessage, path: string, body: unknown): Promise<WireReply> {
    if (req.headers.authorization !== authorization) return wireError(401, 'UNAUTHORIZED_KEY');
    const key = req.headers['idempotency-key'];
    const request = { idempotencyKey: typeof key === 'string' ? key : undefined, body };
    const [, cancelKey] = /^\/v1\/payments\/([^/]+)\/cancel$/.exec(path) ?? [];
    const [, orderId] = /^\/v1\/payments\/orders\/([^/]+)$/.exec(path) ?? [];
    if (req.method === 'POST' && path === '/v1/payments/confirm') return wire.confirm(request);
    if (req.method === 'POST' && cancelKey) return wire.cancel(decodeURIComponent(cancelKey), request);
    if (req.method === 'GET' && orderId) return wire.lookup(decodeURIComponent(orderId));
    return wireError(404, 'NOT_FOUND');
  }

  async function answerTest(call: string, url: URL, body: unknown): Promise<WireReply> {
    switch (call) {
      case 'GET /health':
        return { status: 200, body: { service: 'payment-test-provider', status: 'ok', dependencies: {} } };
      case 'POST /test/faults':
        faults.add(faultSchema.parse(body));
        return { status: 201, body: {} };
      case 'DELETE /test/faults':
        faults.clear();
        return { status: 200, body: {} };
      case 'GET /test/ledger':
        return { status: 200, body: { entries: ledger.books(url.searchParams.get('orderId') ?? undefined) } };
      case 'PUT /test/webhooks':
        Object.assign(webhooks.settings, webhookSettingsSchema.parse(body));
        return { status: 200, body: webhooks.settings };
      case 'POST /test/webhooks':
        return { status: 200, body: { statuses: await webhooks.resend(resendSchema.parse(body)) } };
      default:
        return wireError(404, 'NOT_FOUND');
    }
  }

  async function answer(req: IncomingMessage): Promise<WireReply> {
    const url = new URL(req.url ?? '/', 'http://test-provider');
    try {
      const body = await readJson(req);
      if (url.pathname.startsWith('/v1/')) return await answerWire(req, url.pathname, body);
      return await answerTest(`${req.method} ${url.pathname}`, url, body);
    } catch (error) {
      return { status: 400, body: { code: 'INVALID_REQUEST', message: String(error) } };
    }
  }

  return createServer((req, res) => {
    void answer(req).then((reply) => writeReply(res, reply));
  });
}

async function readJson(req: IncomingMessage): Promise<unknown> {
  req.setEncoding('utf8');
  let text = '';
  for await (const chunk of req) text += String(chunk);
  return text === '' ? {} : JSON.parse(text);
}

function writeReply(res: ServerResponse, reply: WireReply) {
  // A hanging call keeps its socket until the caller gives up, as a stuck provider would.
  if (reply === 'hang') return;
  res.writeHead(reply.status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(reply.body));
}
