import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { createContext, Script } from 'node:vm';
import { expect } from 'chai';
import { vwrToken } from '../../services/shared/tokens/claims.ts';
import { generateSigningJwk, importSigningKeys, publicJwks } from '../../services/shared/tokens/keys.ts';
import { createTokenSigner } from '../../services/shared/tokens/sign.ts';
import { compile } from '../../stacks/bundles/compile.ts';
import { ActiveEvents } from './active-events.ts';
import type { EdgeAnswer, EdgeEvent, EdgeRequest } from './viewer-request-event.ts';

const event = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const user = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0003';
const [key] = importSigningKeys([generateSigningJwk('vwr-1')]);
const [code] = compile(path.resolve(import.meta.dirname, '../..'), [
  { name: 'edge', file: 'edge/viewer-request/index.ts', format: 'cjs' },
]).code.values();

type Handler = (event: EdgeEvent) => Promise<EdgeRequest | EdgeAnswer>;

/** Loads what is deployed, as a cold start does, with a configuration in the place where the build would write it. */
function coldStart(config: object | undefined): Handler {
  const module = { exports: {} as { handler: Handler } };
  const silent = { ...console, error: () => undefined };
  const globals = { module, exports: module.exports, require: process.getBuiltinModule, process: { env: {} }, Buffer };
  const context = createContext({
    ...globals,
    console: silent,
    AbortSignal,
    URL,
    ...(config === undefined ? {} : { URR_EDGE_CONFIG: config }),
  });
  new Script(Buffer.from(code ?? '').toString()).runInContext(context);
  return module.exports.handler;
}

const ask = (uri: string, cookie = ''): EdgeEvent => ({
  Records: [
    {
      cf: {
        config: { distributionDomainName: 'd1.cloudfront.test', requestId: 'r-1' },
        request: { method: 'GET', uri, headers: { cookie: [{ key: 'Cookie', value: cookie }] } },
      },
    },
  ],
});

describe('viewer-request, the bundle that is deployed', () => {
  let server: Server;
  let list = JSON.stringify({ events: [{ id: event }] });
  let address = '';
  before(async () => {
    server = createServer((_request, response) => response.end(list));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}/list`;
  });
  after(() => {
    server.close();
  });
  const config = (more: object = {}) => ({
    vwrKeys: publicJwks([key]),
    entryKeys: { keys: [] },
    activeEventsUrl: address,
    ...more,
  });

  it('has less than 100 KB and reads no environment', () => {
    expect(code?.length).to.be.below(100_000);
    expect(Buffer.from(code ?? '').toString()).not.to.match(/process\.env|@aws-sdk/);
  });

  it('redirects people with answers that nobody keeps, and gives back untouched what passes', async () => {
    const handler = coldStart(config());
    const answer = (await handler(ask(`/events/${event}`))) as EdgeAnswer;
    expect(answer.status).to.equal('302');
    expect(answer.headers.location?.[0]?.value).to.equal(`/vwr/${event}`);
    expect(answer.headers['cache-control']?.[0]?.value).to.contain('no-store');

    const token = createTokenSigner({ kind: vwrToken, key, clock: () => new Date() }).sign(
      { sub: event, uid: 'anonymous', jti: user, place: 3 },
      600,
    );
    const passes = ask(`/events/${event}`, `urr-vwr-token=${token}`);
    expect(await handler(passes)).to.equal(passes.Records[0]?.cf.request);
  });

  it('answers programs with a problem document and never with a redirect (RFC 9457, ruling E10)', async () => {
    const answer = (await coldStart(config())(ask(`/api/tickets/event/${event}`))) as EdgeAnswer;
    expect(answer.status).to.equal('403');
    expect(answer.headers['content-type']?.[0]?.value).to.equal('application/problem+json');
    expect(JSON.parse(answer.body)).to.deep.equal({
      type: 'urn:urr:problem:VWR_TOKEN_REQUIRED',
      title: 'A pass of the waiting room is required',
      status: 403,
      detail: 'Many people come at once: wait for your turn in the waiting room first.',
      instance: 'r-1',
      code: 'VWR_TOKEN_REQUIRED',
      redirectTo: `/vwr/${event}`,
    });
  });

  it('stays shut without keys, with broken ones, and when it is called with nonsense', async () => {
    for (const broken of [undefined, {}, { vwrKeys: 'x' }, { vwrKeys: { keys: [{ d: 'private' }] } }]) {
      const answer = (await coldStart(broken)(ask(`/api/seats/events/${event}`, 'urr-entry-token=x'))) as EdgeAnswer;
      expect(answer.status).to.equal('403');
    }
    const answer = (await coldStart(config())({ Records: [] })) as EdgeAnswer;
    expect(answer.status).to.equal('503');
  });

  it('guards listed events while the list cannot be had, and nothing else', async () => {
    const handler = coldStart(config({ activeEventsUrl: 'http://127.0.0.1:1/', guardedEvents: [event] }));
    expect(await handler(ask(`/events/${event}`))).to.have.property('status', '302');
    expect(await handler(ask(`/events/${user}`))).to.have.property('uri');
  });

  it('does not take a text that is no list for an empty list', async () => {
    const before = list;
    for (const text of ['', '[]', '{"events":[{}]}', '<html>', 'null', `{"events":[{"id":"${event}","from":7}]}`]) {
      list = text;
      const handler = coldStart(config({ guardedEvents: [event] }));
      expect(await handler(ask(`/events/${event}`)), text).to.have.property('status', '302');
    }
    list = before;
  });
});

describe('active events', () => {
  let now = Date.parse('2026-11-22T12:00:00Z');
  const clock = () => new Date(now);
  let fetched = 0;
  let answer: () => Promise<string> = async () => '';
  const make = () =>
    new ActiveEvents({
      fetchList: async () => {
        fetched += 1;
        return answer();
      },
      guarded: [],
      clock,
    });
  const listOf = (entry: object) => async () => JSON.stringify({ events: [{ id: event, ...entry }] });

  it('open and close by the clock, without a new list', async () => {
    answer = listOf({ from: '2026-11-22T12:00:05Z', until: '2026-11-22T12:00:08Z' });
    const events = make();
    await events.refresh();
    expect(events.isActive(event)).to.equal(false);
    now += 5_000;
    expect(events.isActive(event)).to.equal(true);
    now += 3_000;
    expect(events.isActive(event)).to.equal(false);
  });

  it('are fetched once by many requests, again after 10 s, and kept when fetching fails', async () => {
    answer = listOf({});
    const events = make();
    fetched = 0;
    await Promise.all(Array.from({ length: 50 }, async () => events.refresh()));
    expect(fetched).to.equal(1);
    answer = () => Promise.reject(new Error('away'));
    for (const age of [9_000, 2_000, 3_600_000]) {
      now += age;
      await events.refresh();
      await new Promise((done) => setImmediate(done));
      expect(events.isActive(event)).to.equal(true);
    }
    expect(fetched).to.equal(3);
  });

  it('are fetched again when the clock was set back', async () => {
    answer = listOf({});
    const events = make();
    await events.refresh();
    fetched = 0;
    now -= 300_000;
    await events.refresh();
    expect(fetched).to.equal(1);
  });
});
