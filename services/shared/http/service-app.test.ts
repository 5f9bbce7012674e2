import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { createLogger } from '../logging/logger.ts';
import { authorizationOf, fakeFoundation } from '../testing/foundation-fake.ts';
import { memoryIdempotencyStore } from '../testing/memory-idempotency-store.ts';
import { createExpressServer } from './express-server.ts';
import { route } from './route.ts';
import { createServiceApp } from './service-app.ts';

const thing = z.object({ id: z.string(), count: z.int() });
let ill = false;
let logIll = false;
const routes = [
  route({
    method: 'post',
    path: '/api/things/:id',
    summary: 'Make a thing',
    access: 'user',
    input: {
      params: z.object({ id: z.uuid() }),
      body: z.strictObject({ count: z.int().min(1), pad: z.string().optional() }),
    },
    responses: { 201: thing },
    errors: ['THING_TAKEN'],
    idempotencyKey: true,
    handler: ({ params, body, user }) => {
      if (body.count === 7) throw new AppError('THING_TAKEN', 'Seven is taken.', { count: 7 });
      if (body.count === 8) throw new Error('secret inside');
      return { status: 201, body: { id: user.id === params.id ? 'me' : params.id, count: body.count, extra: 'cut' } };
    },
  }),
  route({
    method: 'get',
    path: '/api/wrong',
    summary: 'Wrong',
    access: 'public',
    needsEntry: true,
    input: {},
    responses: { 200: thing },
    handler: () => ({ status: 200, body: {} }),
  }),
  route({
    method: 'get',
    path: '/internal/things',
    summary: 'All',
    access: 'internal',
    input: {},
    responses: { 200: z.object({}) },
    handler: () => ({ status: 200, body: {} }),
  }),
  route({
    method: 'get',
    path: '/api/admin',
    summary: 'Admin',
    access: 'admin',
    input: {},
    responses: { 200: z.object({}) },
    handler: () => ({ status: 200, body: {} }),
  }),
];
const logLines: string[] = [];
const app = createServiceApp({
  ...fakeFoundation('test'),
  logger: createLogger({ service: 'test', level: 'info' }, { write: (line) => logLines.push(line) }),
  service: 'test',
  routes,
  errors: { THING_TAKEN: { status: 409, title: 'Taken' } },
  dependencies: [
    { name: 'db', check: async () => (ill ? Promise.reject(new Error('away')) : undefined) },
    { name: 'log', check: async () => (logIll ? Promise.reject(new Error('away')) : undefined), optional: true },
  ],
  checkResponses: true,
  idempotencyStore: memoryIdempotencyStore(),
});

const id = '0190a6e8-1d5b-4c50-8c65-9b8a0c5d4e3f';
const asUser = {
  authorization: authorizationOf('gateway'),
  'x-user-id': id,
  'x-user-email': 'a@b.kr',
  'x-user-role': 'user',
};

describe('a route', () => {
  it('refuses at start a body that would drop members in silence', () => {
    const declare = () =>
      route({
        method: 'post',
        path: '/api/loose',
        summary: 'Loose',
        access: 'public',
        input: { body: z.object({ count: z.int() }) },
        responses: { 200: thing },
        handler: () => ({ status: 200 }),
      });

    expect(declare).to.throw('z.strictObject');
  });
});

describe('a service app', () => {
  const server = createExpressServer(app);
  let base = '';
  before((done) => {
    server.listen(0, '127.0.0.1', () => {
      base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  after((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  const post = (body: string, headers: Record<string, string> = {}, path = `/api/things/${id}`) =>
    fetch(base + path, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...asUser, ...headers },
    });

  it('answers what the contract has and nothing more (10.3 #34)', async () => {
    const answer = await post('{"count":3}');

    expect(answer.status).to.equal(201);
    expect(await answer.json()).to.deep.equal({ id: 'me', count: 3 });
    expect(answer.headers.get('x-request-id')).to.match(/^[0-9a-f-]{36}$/);
  });

  const refusals: [string, () => Promise<Response>, number, string][] = [
    ['a domain refusal', () => post('{"count":7}'), 409, 'THING_TAKEN'],
    ['an unknown failure without telling its text', () => post('{"count":8}'), 500, 'INTERNAL_ERROR'],
    ['a wrong body', () => post('{"count":0}'), 422, 'VALIDATION_FAILED'],
    ['a body with a member that nobody reads', () => post('{"count":3,"role":"admin"}'), 422, 'VALIDATION_FAILED'],
    ['a missing body', () => post(''), 422, 'VALIDATION_FAILED'],
    ['a wrong path parameter', () => post('{"count":3}', {}, '/api/things/1'), 422, 'VALIDATION_FAILED'],
    ['broken JSON', () => post('{"count":'), 400, 'MALFORMED_BODY'],
    ['JSON that is no object', () => post('"x"'), 400, 'MALFORMED_BODY'],
    ['another media type', () => post('count=3', { 'content-type': 'text/plain' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a compressed body', () => post('{"count":3}', { 'content-encoding': 'gzip' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a huge body', () => post(JSON.stringify({ count: 3, pad: 'x'.repeat(70_000) })), 413, 'BODY_TOO_LARGE'],
    ['a broken escape in the path', () => post('{"count":3}', {}, '/api/things/%E0%A4%A'), 400, 'MALFORMED_REQUEST'],
    ['an unknown route', () => fetch(`${base}/nowhere`, { headers: asUser }), 404, 'ROUTE_NOT_FOUND'],
    [
      'an unknown method',
      () => fetch(`${base}/api/things/${id}`, { method: 'PUT', headers: asUser }),
      405,
      'METHOD_NOT_ALLOWED',
    ],
    [
      'a caller without a credential',
      () => post('{"count":3}', { authorization: 'Bearer x' }),
      401,
      'INTERNAL_CREDENTIAL_REQUIRED',
    ],
    [
      'another service on a public route',
      () => post('{"count":3}', { authorization: authorizationOf('payment') }),
      403,
      'INTERNAL_CREDENTIAL_REFUSED',
    ],
    [
      'the gateway on an internal route',
      () => fetch(`${base}/internal/things`, { headers: asUser }),
      403,
      'INTERNAL_CREDENTIAL_REFUSED',
    ],
    [
      'nobody signed in',
      () =>
        fetch(`${base}/api/things/${id}`, { method: 'POST', headers: { authorization: authorizationOf('gateway') } }),
      401,
      'AUTHENTICATION_REQUIRED',
    ],
    ['a user on an admin route', () => fetch(`${base}/api/admin`, { headers: asUser }), 403, 'ADMIN_REQUIRED'],
    [
      'garbage in the identity headers',
      () => post('{"count":3}', { 'x-user-id': "' OR 1=1" }),
      400,
      'MALFORMED_REQUEST',
    ],
    [
      'an answer that breaks its own contract',
      () => fetch(`${base}/api/wrong`, { headers: asUser }),
      500,
      'INTERNAL_ERROR',
    ],
  ];
  for (const [what, call, status, code] of refusals) {
    it(`answers ${status} ${code} for ${what}`, async () => {
      const answer = await call();
      const text = await answer.text();
      const problem = JSON.parse(text);

      expect(answer.status, text).to.equal(status);
      expect(answer.headers.get('content-type')).to.contain('application/problem+json');
      expect(problem).to.include({ status, code, type: `urn:urr:problem:${code}` });
      expect(text).not.to.contain('secret inside');
    });
  }

  it('takes the person in its log from the gateway only: strangers write no names there', async () => {
    await post('{"count":7}');
    expect(logLines.at(-1)).to.contain(`"userId":"${id}"`);

    const forged = 'admin","level":"fatal';
    await post('{"count":7}', { authorization: 'Bearer x', 'x-user-id': forged });
    await post('{"count":7}', { authorization: authorizationOf('payment'), 'x-user-id': id });

    expect(logLines.slice(-2).join(' ')).to.contain('refused').and.not.contain('userId');
  });

  it('lets a service call internal routes', async () => {
    const answer = await fetch(`${base}/internal/things`, { headers: { authorization: authorizationOf('payment') } });

    expect(answer.status).to.equal(200);
  });

  it('tells which dependency is ill, and stays alive', async () => {
    ill = true;
    const health = await fetch(`${base}/health`);
    const liveness = await fetch(`${base}/actuator/health/liveness`);
    ill = false;

    expect(health.status).to.equal(503);
    expect(await health.json()).to.deep.equal({
      service: 'test',
      status: 'degraded',
      dependencies: { db: 'error: away', log: 'ok' },
    });
    expect(liveness.status).to.equal(200);
  });

  it('stays ready while something is ill that it can do without', async () => {
    const report = async (path: string) => (await fetch(base + path)).status;
    logIll = true;
    const statuses = [await report('/health'), await report('/actuator/health/readiness')];
    logIll = false;

    expect(statuses).to.deep.equal([503, 200]);
  });

  it('exports its metrics and its OpenAPI document', async () => {
    const metrics = await (await fetch(`${base}/actuator/prometheus`)).text();
    const document = JSON.parse(await (await fetch(`${base}/openapi.json`)).text());

    expect(metrics).to.match(/http_server_requests_seconds_count\{[^}]*route="\/api\/things\/:id"/);
    expect(document.openapi).to.equal('3.1.0');
    expect(document.paths['/api/things/{id}'].post.responses).to.have.all.keys(
      '201',
      '400',
      '401',
      '409',
      '413',
      '415',
      '422',
      '429',
    );
  });

  it('declares in its OpenAPI document what the gateway asks for: headers, signing in, limits', async () => {
    const { paths } = JSON.parse(await (await fetch(`${base}/openapi.json`)).text());
    const { post: make } = paths['/api/things/{id}'];
    const { get: seen } = paths['/api/wrong'];
    const { get: internal } = paths['/internal/things'];
    const headersOf = ({ parameters = [] }: { parameters?: { name: string; in: string; required: boolean }[] }) =>
      parameters.flatMap((one) => (one.in === 'header' ? [`${one.name}${one.required ? '!' : ''}`] : []));

    expect(headersOf(make)).to.deep.equal(['Idempotency-Key']);
    expect(headersOf(seen)).to.deep.equal(['X-Queue-Entry-Token!']);
    expect(headersOf(internal)).to.deep.equal([]);
    expect([make.security, seen.security]).to.deep.equal([[{ accessToken: [] }], [{ accessToken: [] }]]);
    expect(seen.responses).to.have.all.keys('200', '401', '403', '429');
    expect(seen.responses[403].description).to.contain('ENTRY_TOKEN_EXPIRED');
    expect(seen.responses[429].headers).to.have.nested.property('Retry-After.schema.type', 'integer');
    expect(make.requestBody.content['application/json'].schema.additionalProperties).to.equal(false);
    expect(internal.security, 'internal routes').to.equal(undefined);
    expect(internal.responses).not.to.have.property('429');
  });
});
