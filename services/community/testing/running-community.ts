import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { createExpressServer } from '../../shared/http/express-server.ts';
import { authorizationOf, fakeFoundation } from '../../shared/testing/foundation-fake.ts';
import { createCommunityApp } from '../app.ts';
import { communityConfig } from '../config.ts';
import { buildDependencies } from '../dependencies.ts';
import { deliverPoints } from '../points/deliver-points.ts';

/** What a request came back with; `body` is whatever JSON it was. */
export interface Reply {
  readonly status: number;
  readonly body: ReturnType<typeof JSON.parse>;
}

type Headers = Readonly<Record<string, string>>;

/** For tests: community on a real PostgreSQL under its own role, with a ticket that notes what it is told. */
export async function runCommunity() {
  const database = await freshDatabase('community_db');
  const told: { path: string; body: ReturnType<typeof JSON.parse> }[] = [];
  const ticket = { status: 200, code: '' };
  const ticketServer = createServer((req, res) => {
    let text = '';
    req.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    req.on('end', () => {
      if (ticket.status === 200) told.push({ path: req.url ?? '', body: JSON.parse(text) });
      res.writeHead(ticket.status, { 'content-type': 'application/json' }).end(JSON.stringify({ code: ticket.code }));
    });
  });
  const config = loadConfig(communityConfig, {
    NODE_ENV: 'test',
    DATABASE_URL: database.url('urr_community'),
    INTERNAL_CREDENTIAL: randomUUID(),
    INTERNAL_CALLERS: '{}',
    TICKET_SERVICE_URL: await listen(ticketServer),
  });
  const foundation = fakeFoundation('community');
  const deps = buildDependencies(config, foundation);
  const server = createExpressServer(createCommunityApp(deps, { checkResponses: true }));
  const base = await listen(server);

  const send = async (method: string, path: string, body: unknown, headers: Headers): Promise<Reply> => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: authorizationOf('gateway'),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const person = (role: 'user' | 'admin', name: string) => {
    const id = randomUUID();
    const identity = { 'x-user-id': id, 'x-user-email': `${name}@example.com`, 'x-user-role': role };
    return {
      id,
      get: (path: string) => send('GET', path, undefined, identity),
      post: (path: string, body: unknown) => send('POST', path, body, identity),
      put: (path: string, body: unknown) => send('PUT', path, body, identity),
      delete: (path: string) => send('DELETE', path, undefined, identity),
    };
  };

  return {
    base,
    pool: deps.pool,
    told,
    /** What ticket answers. */
    ticket,
    user: (name = 'ann') => person('user', name),
    admin: (name = 'editor') => person('admin', name),
    /** Somebody who is not signed in, at an address of theirs. */
    anybody: (method: string, path: string, body?: unknown, headers: Headers = {}) => send(method, path, body, headers),
    /** One round of the job. */
    givePoints: () => deliverPoints({ db: deps.pool, ticket: deps.ticket, logger: foundation.logger }),
    async close() {
      for (const each of [server, ticketServer]) {
        each.closeAllConnections();
        await new Promise((resolve) => each.close(resolve));
      }
      await deps.close();
      await database.drop();
    },
  };
}
export type RunningCommunity = Awaited<ReturnType<typeof runCommunity>>;

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    });
  });
}
