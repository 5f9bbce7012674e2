import { createServer, type ServerResponse } from 'node:http';

interface Thing {
  readonly userId: string;
  amount: number;
  /** What validate answers instead of the price. */
  refusal?: { readonly status: number; readonly code: string };
  /** Called once validate has answered: what happens elsewhere meanwhile. */
  afterValidate?: (() => Promise<void>) | undefined;
}

/** For tests: ticket's internal endpoints as payment calls them, with what they answer under the test's control. */
export function createFakeTicket() {
  const things = new Map<string, Thing>();
  const delivered: Array<{ readonly path: string; readonly body: unknown }> = [];
  /** What was asked to be taken back, and what ticket says to it. */
  const givenUp: { paymentId: string; reason: string }[] = [];
  const state = { deliverStatus: 200, down: false, giveUpRefusal: '' };

  const server = createServer((req, res) => {
    let text = '';
    req.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    req.on('end', () => {
      const url = new URL(req.url ?? '/', 'http://ticket');
      const [, , , id = '', action] = url.pathname.split('/');
      if (state.down) return problem(res, 503, 'DEPENDENCY_UNAVAILABLE');
      if (url.pathname === '/internal/refunds') {
        if (state.giveUpRefusal !== '') return problem(res, 409, state.giveUpRefusal);
        const asked = JSON.parse(text);
        const takenBack = !givenUp.some(({ paymentId }) => paymentId === asked.paymentId);
        givenUp.push(asked);
        return json(res, 200, { takenBack });
      }
      if (action === 'validate') return validate(res, things.get(id), url);
      delivered.push({ path: url.pathname, body: JSON.parse(text) });
      return state.deliverStatus === 200
        ? json(res, 200, {})
        : problem(res, state.deliverStatus, 'RESERVATION_NOT_CONFIRMABLE');
    });
  });
  return { server, things, delivered, givenUp, state };
}

function validate(res: ServerResponse, thing: Thing | undefined, url: URL) {
  if (!thing) return problem(res, 404, 'RESERVATION_NOT_FOUND');
  if (thing.userId !== url.searchParams.get('userId')) return problem(res, 404, 'RESERVATION_NOT_FOUND');
  if (thing.refusal) return problem(res, thing.refusal.status, thing.refusal.code);
  const answer = { totalAmount: thing.amount, eventId: null, expiresAt: null };
  if (!thing.afterValidate) return json(res, 200, answer);
  void thing.afterValidate().then(() => json(res, 200, answer));
}

function json(res: ServerResponse, status: number, body: unknown) {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const problem = (res: ServerResponse, status: number, code: string) => json(res, status, { code, detail: code });
