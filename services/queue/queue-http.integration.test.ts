import { expect } from 'chai';
import { authorizationOf } from '../shared/testing/foundation-fake.ts';
import { testRedisUrl } from './testing/test-line.ts';
import { newUser, startQueue } from './testing/test-queue.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the queue over HTTP', function () {
  this.timeout(30_000);
  let queue: Awaited<ReturnType<typeof startQueue>>;
  before(async () => {
    queue = await startQueue(await testRedisUrl(), { QUEUE_THRESHOLD: '1', QUEUE_ADMISSION_INTERVAL_MS: '50' });
  });
  after(() => queue.stop());

  it('admits the first person with an entry token for this event, this user and this place (E2)', async () => {
    const event = queue.newEvent();
    const user = newUser();

    const { status, body } = await queue.call('POST', `/api/queue/check/${event}`, user);

    expect(status).to.equal(200);
    expect(body).to.include({ queued: false, status: 'active', currentUsers: 1, threshold: 1, nextPoll: 3 });
    expect(body.eventInfo).to.deep.equal({ title: '아이유 콘서트', artist: 'IU' });
    const claims = queue.verify(body.entryToken);
    expect(claims).to.include({ sub: event, uid: user.id, place: 1 });
    expect(claims.jti).to.match(uuid);
    expect(claims.exp - claims.iat).to.equal(600);
  });

  it('walks a person through the line: join, status, heartbeat, admission by the job, leave', async () => {
    const event = queue.newEvent();
    const [first, second] = [newUser(), newUser()];
    await queue.call('POST', `/api/queue/check/${event}`, first);

    const joined = await queue.call('POST', `/api/queue/check/${event}`, second);
    expect(joined.body).to.deep.equal({
      queued: true,
      status: 'queued',
      position: 1,
      peopleAhead: 0,
      peopleBehind: 0,
      estimatedWait: 5,
      nextPoll: 3,
      threshold: 1,
      currentUsers: 1,
      eventInfo: { title: '아이유 콘서트', artist: 'IU' },
    });
    expect((await queue.call('GET', `/api/queue/status/${event}`, second)).body).to.include({ queueSize: 1 });
    const beat = await queue.call('POST', `/api/queue/heartbeat/${event}`, second);
    expect(beat.body).to.deep.equal({ status: 'queued', queued: true });

    expect((await queue.call('POST', `/api/queue/leave/${event}`, first)).body).to.deep.equal({
      message: 'You have left the line',
    });
    // The slot of whoever left counts until their token ends; a wider door lets the next one in now.
    await queue.call('POST', `/api/queue/admin/threshold/${event}?threshold=2`, newUser('admin'));
    await queue.admission.runOnce();

    const status = await queue.call('GET', `/api/queue/status/${event}`, second);
    expect(status.body.status).to.equal('active');
    expect(queue.verify(status.body.entryToken).place).to.equal(2);
    const gone = await queue.call('GET', `/api/queue/status/${event}`, first);
    expect(gone.body).to.include({ queued: false, status: 'not_in_queue', queueSize: 0, currentUsers: 2 });
  });

  it('gives a second tab and a refresh the same admission: one jti, no new place (10.1 #1)', async () => {
    const event = queue.newEvent();
    const user = newUser();
    const answers = [];
    for (const [method, path] of [
      ['POST', 'check'],
      ['POST', 'check'],
      ['GET', 'status'],
    ] as const) {
      answers.push(await queue.call(method, `/api/queue/${path}/${event}`, user));
    }

    const claims = answers.map(({ body }) => queue.verify(body.entryToken));

    expect(new Set(claims.map(({ jti }) => jti)).size).to.equal(1);
    expect(new Set(claims.map(({ place }) => place))).to.deep.equal(new Set([1]));
  });

  it('ignores a place that the client claims, in the query or in a header (10.1 #12, #13)', async () => {
    const event = queue.newEvent();
    await queue.call('POST', `/api/queue/check/${event}`, newUser());
    await queue.call('POST', `/api/queue/check/${event}`, newUser());

    const { body } = await queue.call('POST', `/api/queue/check/${event}?vwrPosition=1&place=0`, newUser(), {
      'x-vwr-place': '1',
      'x-entry-place': '1',
    });

    expect(body).to.include({ status: 'queued', position: 2 });
  });

  it('knows one line per event, whatever the spelling of its id', async () => {
    const event = queue.newEvent();
    const user = newUser();
    await queue.call('POST', `/api/queue/check/${event}`, newUser());

    const upper = await queue.call('POST', `/api/queue/check/${event.toUpperCase()}`, user);
    const lower = await queue.call('POST', `/api/queue/check/${event}`, user);

    expect([upper.body.position, lower.body.position]).to.deep.equal([1, 1]);
  });

  it('answers 404 for an event the catalog does not know and 409 for one whose sale is over', async () => {
    const unknown = await queue.call('POST', `/api/queue/check/${newUser().id}`, newUser());
    expect([unknown.status, unknown.body.code]).to.deep.equal([404, 'EVENT_NOT_FOUND']);
    for (const status of ['ended', 'cancelled']) {
      const closed = await queue.call('POST', `/api/queue/check/${queue.newEvent(status)}`, newUser());
      expect([closed.status, closed.body.code]).to.deep.equal([409, 'EVENT_CLOSED']);
    }
    const early = await queue.call('POST', `/api/queue/check/${queue.newEvent('upcoming')}`, newUser());
    expect(early.status).to.equal(200);
  });

  const event = '0b5f9b0e-5b0e-4b0e-8b0e-0b5f9b0e5b0e';
  const wrong: [
    name: string,
    method: string,
    path: string,
    who: 'nobody' | 'user' | 'admin',
    status: number,
    code: string,
  ][] = [
    ['no identity', 'POST', `/api/queue/check/${event}`, 'nobody', 401, 'AUTHENTICATION_REQUIRED'],
    ['an id that is none', 'POST', '/api/queue/check/1%20OR%201', 'user', 422, 'VALIDATION_FAILED'],
    ['an id with a hash tag in it', 'GET', '/api/queue/status/%7Bx%7D:queue', 'user', 422, 'VALIDATION_FAILED'],
    ['a broken escape', 'GET', '/api/queue/status/%E0%A4%A', 'user', 400, 'MALFORMED_REQUEST'],
    ['the wrong method', 'GET', `/api/queue/check/${event}`, 'user', 405, 'METHOD_NOT_ALLOWED'],
    ['an unknown route', 'POST', `/api/queue/jump/${event}`, 'user', 404, 'ROUTE_NOT_FOUND'],
    ['a user as operator', 'GET', `/api/queue/admin/${event}`, 'user', 403, 'ADMIN_REQUIRED'],
    ['a user as operator (clear)', 'POST', `/api/queue/admin/clear/${event}`, 'user', 403, 'ADMIN_REQUIRED'],
    ['no threshold', 'POST', `/api/queue/admin/threshold/${event}`, 'admin', 422, 'VALIDATION_FAILED'],
    ['an empty threshold', 'POST', `/api/queue/admin/threshold/${event}?threshold=`, 'admin', 422, 'VALIDATION_FAILED'],
    ['a negative one', 'POST', `/api/queue/admin/threshold/${event}?threshold=-1`, 'admin', 422, 'VALIDATION_FAILED'],
    ['two', 'POST', `/api/queue/admin/threshold/${event}?threshold=1&threshold=2`, 'admin', 422, 'VALIDATION_FAILED'],
    ['1e3', 'POST', `/api/queue/admin/threshold/${event}?threshold=1e3`, 'admin', 422, 'VALIDATION_FAILED'],
  ];
  for (const [name, method, path, who, status, code] of wrong) {
    it(`answers ${status} ${code} to ${name}`, async () => {
      const answer = await queue.call(method, path, who === 'nobody' ? undefined : newUser(who));

      expect([answer.status, answer.body.code]).to.deep.equal([status, code]);
    });
  }

  it('answers only the gateway, and believes no identity without its credential (E8)', async () => {
    for (const [authorization, status] of [
      ['', 401],
      ['Bearer gateway.wrong', 401],
      [authorizationOf('ticket'), 403],
    ] as const) {
      const answer = await queue.call('POST', `/api/queue/check/${event}`, newUser(), { authorization });
      expect(answer.status, authorization).to.equal(status);
    }
  });

  it('lets an operator look, pause, resume and clear', async () => {
    const sale = queue.newEvent();
    const admin = newUser('admin');
    const [inside, next] = [newUser(), newUser()];
    await queue.call('POST', `/api/queue/admin/threshold/${sale}?threshold=0`, admin);
    for (const user of [inside, next]) await queue.call('POST', `/api/queue/check/${sale}`, user);
    const paused = await queue.call('GET', `/api/queue/status/${sale}`, inside);
    expect(paused.body).to.include({ status: 'queued', threshold: 0, estimatedWait: null });

    await queue.call('POST', `/api/queue/admin/threshold/${sale}?threshold=1`, admin);
    await queue.admission.runOnce();

    const overview = await queue.call('GET', `/api/queue/admin/${sale}`, admin);
    expect(overview.body).to.deep.equal({ eventId: sale, queueSize: 1, currentUsers: 1, threshold: 1, available: 0 });
    const cleared = await queue.call('POST', `/api/queue/admin/clear/${sale}`, admin);
    expect(cleared.body.message).to.include('1 waited, 1 were inside');
    expect((await queue.call('GET', `/api/queue/status/${sale}`, next)).body.status).to.equal('not_in_queue');
  });

  it('publishes its metrics and its contract', async () => {
    const { text: metrics } = await queue.call('GET', '/actuator/prometheus');
    for (const name of ['joined', 'admitted', 'left']) {
      expect(metrics).to.match(new RegExp(`^business_queue_${name}_total\\{service="queue"\\} [1-9]`, 'm'));
    }
    expect(metrics).to.match(/^invariant_queue_over_admitted\{service="queue"\} 0$/m);
    const { body } = await queue.call('GET', '/openapi.json');
    expect(Object.keys(body.paths as object)).to.include.members([
      '/api/queue/check/{eventId}',
      '/api/queue/stream/{eventId}',
      '/api/queue/admin/threshold/{eventId}',
    ]);
  });
});

describe('the queue without its catalog', () => {
  let queue: Awaited<ReturnType<typeof startQueue>>;
  before(async () => {
    queue = await startQueue(await testRedisUrl());
    await queue.stopCatalog();
  });
  after(() => queue.stop());

  it('goes on, with an unknown title', async () => {
    const event = queue.newEvent();

    const { status, body } = await queue.call('POST', `/api/queue/check/${event}`, newUser());

    expect(status).to.equal(200);
    expect(body.eventInfo).to.deep.equal({ title: 'Unknown', artist: 'Unknown' });
  });
});
