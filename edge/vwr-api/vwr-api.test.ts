import { expect } from 'chai';
import fc from 'fast-check';
import { MemoryLine } from '../../test/waiting-room/memory-line.ts';
import { edgeVerifier, eventId, instance, setCookies, Visitor } from '../../test/waiting-room/visitor.ts';
import { answer } from './vwr-api.ts';

describe('the API of the waiting room (domain.md 4.7)', () => {
  let line: MemoryLine;
  let later = 0;
  const clocks = { wall: () => Date.now() + later, monotonic: () => performance.now() + later };
  const make = () => instance({ counters: line, positions: line, clocks });
  beforeEach(() => {
    line = new MemoryLine();
    line.open(eventId);
    later = 0;
  });
  const serve = (servingCounter: number, changes: object = {}) => {
    line.open(eventId, { servingCounter, ...changes });
    later += 1_001;
  };

  it('gives a place, and the wait at 50 a second', async () => {
    line.open(eventId, { nextPosition: 1_000 });
    const visitor = new Visitor();
    const { status, body, reply } = await visitor.join(make());
    expect(status).to.equal(200);
    const { receipt, ...standing } = body;
    expect(receipt).to.match(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(standing).to.deep.equal({
      requestId: visitor.requestId,
      epoch: 0,
      position: 1_001,
      servingCounter: 0,
      totalInQueue: 1_001,
      ahead: 1_000,
      estimatedWait: 21,
      estimatedWaitRange: { shortest: 15, longest: 29 },
      nextPoll: 3,
    });
    expect(visitor.requestId).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-[48][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(reply.headers['cache-control']).to.equal('no-store');
    expect(setCookies(reply)[0]).to.match(/; Max-Age=86400; Path=\/vwr-api; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('lets in whose turn it is, with a pass that carries the place as a signed claim (ruling E3)', async () => {
    const one = make();
    const visitors = [new Visitor(), new Visitor()];
    for (const visitor of visitors) await visitor.join(one);
    serve(1);
    const { body, reply } = await visitors[0]!.check(one);
    expect(body).to.include({ admitted: true, position: 1, servingCounter: 1, ahead: 0 });
    const claims = edgeVerifier(() => new Date(clocks.wall())).verify(String(body.token));
    expect(claims).to.include({ sub: eventId, uid: 'anonymous', jti: visitors[0]!.requestId, place: 1 });
    expect(claims.exp - claims.iat).to.equal(600);
    expect(setCookies(reply)[0]).to.match(/^urr-vwr-token=[\w.-]+; Max-Age=600; Path=\/; Secure; SameSite=Strict$/);
    const waiting = (await visitors[1]!.check(one)).body;
    expect(waiting).to.include({ admitted: false, position: 2 });
    expect(waiting).not.to.have.property('token');
  });

  it('says to all the same about the line, for two seconds (rulings C)', async () => {
    line.open(eventId, { nextPosition: 700, servingCounter: 500 });
    const { body, reply } = await new Visitor().status(make());
    expect(body).to.deep.include({
      eventId,
      isActive: true,
      totalInQueue: 700,
      serving: 500,
      waitingCount: 200,
    });
    expect(reply.headers['cache-control']).to.equal('public, max-age=2');
    expect(reply.multiValueHeaders).to.equal(undefined);
  });

  it('lets everybody in once the waiting room is closed, and gives no places any more', async () => {
    const one = make();
    const visitor = new Visitor();
    await visitor.join(one);
    serve(0, { isActive: false });
    expect((await visitor.check(one)).body.admitted).to.equal(true);
    const refused = await new Visitor().join(one);
    expect(refused.status).to.equal(404);
    expect(refused.body).to.include({ code: 'WAITING_ROOM_NOT_FOUND', type: 'urn:urr:problem:WAITING_ROOM_NOT_FOUND' });
    expect(refused.reply.headers['content-type']).to.equal('application/problem+json');
  });

  it('answers a repeated request with the same place, by the cookie or by the claim, whatever instance is asked', async () => {
    const first = new Visitor('a-secret-of-this-browser');
    const { body } = await first.join(make());
    const again = [first.join(make()), new Visitor('a-secret-of-this-browser').join(make())];
    for (const reply of await Promise.all(again)) {
      expect(reply.body).to.include({ requestId: body.requestId, position: body.position });
    }
  });

  it('gives a hundred simultaneous requests of one claim one place, and the others to those who come next', async () => {
    const one = make();
    const same = await Promise.all(
      Array.from({ length: 100 }, async () => new Visitor('one-claim-of-one-browser').join(one)),
    );
    expect(new Set(same.map(({ body }) => body.position)).size).to.equal(1);
    const next = [];
    for (let index = 0; index < 99; index += 1) next.push(Number((await new Visitor().join(one)).body.position));
    expect([...next, Number(same[0]!.body.position)].sort((a, b) => a - b)).to.deep.equal(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
  });

  it('tells nobody about the place of another (domain.md 10.1 #15)', async () => {
    const one = make();
    const victim = new Visitor();
    await victim.join(one);
    serve(1);
    const thief = new Visitor();
    await thief.join(one);
    expect((await thief.check(one, eventId, victim.requestId)).status).to.equal(404);
    expect((await new Visitor().check(one, eventId, victim.requestId)).status).to.equal(404);
  });

  it('asks no table where somebody stands, and the counter once a second whoever asks (runtime.md 0 #6)', async () => {
    const one = make();
    const visitor = new Visitor();
    await visitor.join(one);
    let reads = 0;
    const read = line.read.bind(line);
    line.read = async (event) => {
      reads += 1;
      return read(event);
    };
    line.keep = () => Promise.reject(new Error('asked'));
    later += 1_001;
    for (let index = 0; index < 100; index += 1) expect((await visitor.check(one)).status).to.equal(200);
    expect(reads).to.equal(1);
  });

  it('takes no cookie that it did not write, and none that is a day old', async () => {
    const one = make();
    const visitor = new Visitor();
    await visitor.join(one);
    const path = `/vwr/check/${eventId}/${visitor.requestId}`;
    const ask = async (cookie: string) =>
      (await answer({ httpMethod: 'GET', path, headers: { cookie }, body: null }, one)).statusCode;
    expect(await ask(visitor.cookie)).to.equal(200);
    const [name = '', value = ''] = visitor.cookie.split('=');
    const [event, requestId, epoch, , ...rest] = value.split('~');
    const forged = [
      [event, requestId, epoch, '0', ...rest].join('~'),
      value.slice(0, -1),
      `${value}x`,
      value.replace(eventId, '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0002'),
      value.split('~').slice(0, -1).join('~'),
      '',
      '~',
      '%E0%A4%A',
      'x'.repeat(10_000),
    ];
    for (const cookie of forged) expect(await ask(`${name}=${cookie}`), cookie.slice(0, 80)).to.equal(404);
    later += 86_400_000;
    expect(await ask(visitor.cookie)).to.equal(404);
  });

  it('knows three routes with one method each', async () => {
    const one = make();
    const statusOf = async (httpMethod: string, path: string) =>
      (await answer({ httpMethod, path, headers: null, body: null }, one)).statusCode;
    expect(await statusOf('GET', `/vwr/assign/${eventId}`)).to.equal(405);
    expect(await statusOf('POST', `/vwr/status/${eventId}`)).to.equal(405);
    for (const path of ['/', '/vwr', `/vwr/leave/${eventId}`, `/vwr/check/${eventId}`, `/vwr/status/${eventId}/x`])
      expect(await statusOf('GET', path), path).to.equal(404);
    expect(await statusOf('GET', `/vwr/status/${eventId.toUpperCase()}`)).to.equal(200);
  });

  it('never fails and never gives a place to junk, whatever body is sent', async () => {
    const one = make();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), async (body) => {
        const before = line.kept.size;
        const reply = await answer({ httpMethod: 'POST', path: `/vwr/assign/${eventId}`, headers: {}, body }, one);
        expect(reply.statusCode).to.be.oneOf([200, 400, 413, 422]);
        if (reply.statusCode !== 200) expect(line.kept.size).to.equal(before);
      }),
      { numRuns: 300 },
    );
  });
});
