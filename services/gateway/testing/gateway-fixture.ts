import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { loadConfig } from '../../shared/config/load-config.ts';
import { accessToken, entryToken, vwrToken } from '../../shared/tokens/claims.ts';
import { generateSigningJwk, importSigningKeys, publicJwks } from '../../shared/tokens/keys.ts';
import { createTokenSigner } from '../../shared/tokens/sign.ts';
import { createGatewayApp } from '../app.ts';
import { gatewayConfigSchema } from '../config.ts';
import { buildDependencies } from '../dependencies.ts';
import { createGatewayServer, type ServerLimits } from '../gateway-server.ts';
import { routedServices } from '../proxy/routes.ts';

/** What a back end saw of one request. */
export type Seen = {
  readonly service: string;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

export type Fixture = {
  readonly url: string;
  readonly port: number;
  /** Everything that reached a back end, oldest first. */
  readonly seen: Seen[];
  /** Answers in place of the echo, for all back ends, until it is taken away. */
  respond: RequestListener | undefined;
  readonly backEnds: ReadonlyMap<string, Server>;
  readonly dependencies: ReturnType<typeof buildDependencies>;
  readonly credential: string;
  readonly accessToken: (user: { id: string; role?: 'user' | 'admin'; email?: string; lifeSeconds?: number }) => string;
  readonly vwrToken: (pass: {
    readonly event: string;
    readonly place: number;
    readonly jti?: string;
    readonly lifeSeconds?: number;
  }) => string;
  readonly entryToken: (entry: {
    event: string;
    user: string;
    place?: number;
    jti?: string;
    lifeSeconds?: number;
  }) => string;
  readonly stop: () => Promise<void>;
};

/**
 * A whole gateway on a free port, with a back end per service that tells what it saw. Redis is away unless it is given.
 * @param undeployed services whose address the gateway is not told
 */
export async function startGateway(
  env: Record<string, string> = {},
  limits: ServerLimits = {},
  undeployed: readonly string[] = [],
): Promise<Fixture> {
  const seen: Seen[] = [];
  const state: { respond: RequestListener | undefined } = { respond: undefined };
  const keys = {
    access: importSigningKeys([generateSigningJwk('a1')]),
    entry: importSigningKeys([generateSigningJwk('e1')]),
    vwr: importSigningKeys([generateSigningJwk('v1')]),
  };
  const jwks = publicJwks(keys.access);
  const backEnds = new Map<string, Server>();
  for (const { name } of routedServices) {
    const server = createServer((req, res) => {
      if (req.url === '/.well-known/jwks.json')
        res.setHeader('content-type', 'application/json').end(JSON.stringify(jwks));
      else if (state.respond === undefined)
        void echo(name, req, seen).then((text) => res.setHeader('content-type', 'application/json').end(text));
      else state.respond(req, res);
    });
    backEnds.set(name, await listening(server));
  }
  const credential = 'the gateway credential of this test run only';
  const config = loadConfig(gatewayConfigSchema, {
    ...Object.fromEntries([...backEnds].map(([name, server]) => [`${name.toUpperCase()}_SERVICE_URL`, urlOf(server)])),
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    REDIS_URL: 'redis://127.0.0.1:1',
    INTERNAL_CREDENTIAL: credential,
    ENTRY_TOKEN_JWKS: JSON.stringify(publicJwks(keys.entry)),
    VWR_TOKEN_JWKS: JSON.stringify(publicJwks(keys.vwr)),
    CORS_ALLOWED_ORIGINS: 'https://urr.example',
    ...env,
    ...Object.fromEntries(undeployed.map((name) => [`${name.toUpperCase()}_SERVICE_URL`, undefined])),
  });
  const dependencies = buildDependencies(config);
  await dependencies.accessKeys.refresh();
  const server = await listening(createGatewayServer(createGatewayApp(dependencies.app), limits));
  const clock = () => new Date();
  const access = createTokenSigner({ kind: accessToken, key: keys.access[0], clock });
  const entry = createTokenSigner({ kind: entryToken, key: keys.entry[0], clock });
  const vwr = createTokenSigner({ kind: vwrToken, key: keys.vwr[0], clock });
  return {
    url: urlOf(server),
    port: portOf(server),
    seen,
    get respond() {
      return state.respond;
    },
    set respond(listener) {
      state.respond = listener;
    },
    backEnds,
    dependencies,
    credential,
    accessToken: ({ id, role = 'user', email = 'kim@urr.example', lifeSeconds = 600 }) =>
      access.sign({ sub: id, email, role, jti: randomUUID() }, lifeSeconds),
    entryToken: ({ event, user, place = 1, jti = randomUUID(), lifeSeconds = 600 }) =>
      entry.sign({ sub: event, uid: user, place, jti }, lifeSeconds),
    vwrToken: ({ event, place, jti = randomUUID(), lifeSeconds = 600 }) =>
      vwr.sign({ sub: event, uid: 'visitor', place, jti }, lifeSeconds),
    async stop() {
      await dependencies.close();
      for (const each of [server, ...backEnds.values()]) {
        each.closeAllConnections();
        each.close();
      }
    },
  };
}

/** Sends bytes as they are, and answers everything that came back until the gateway closed, or nothing came for a while. */
export async function rawExchange(port: number, bytes: string | Buffer, silenceMs = 300): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let text = '';
  return new Promise((resolve) => {
    const end = () => {
      socket.destroy();
      resolve(text);
    };
    socket.setTimeout(silenceMs, end);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    socket.on('close', end);
    socket.on('error', end);
    socket.write(bytes);
  });
}

async function echo(service: string, req: IncomingMessage, seen: Seen[]): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const one = {
    service,
    method: req.method ?? '',
    url: req.url ?? '',
    headers: req.headers,
    body: Buffer.concat(chunks).toString(),
  };
  seen.push(one);
  return JSON.stringify({ service, url: one.url });
}

async function listening(server: Server): Promise<Server> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const urlOf = (server: Server) => `http://127.0.0.1:${portOf(server)}`;
