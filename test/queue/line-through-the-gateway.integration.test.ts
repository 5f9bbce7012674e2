/** The line as people meet it: through the gateway, with replicas of the queue dying meanwhile. */
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { vwrToken } from '../../services/shared/tokens/claims.ts';
import { importSigningKeys } from '../../services/shared/tokens/keys.ts';
import { createTokenSigner } from '../../services/shared/tokens/sign.ts';
import { type Buyer, createCrowd } from '../platform/crowd.ts';
import { eventually } from '../platform/eventually.ts';
import { platform, type TestPlatform } from '../platform/platform.ts';
import { openSale } from '../platform/sale.ts';

describe('the line through the gateway', function () {
  this.timeout(120_000);
  let own: TestPlatform;
  let crowd: ReturnType<typeof createCrowd>;
  before(async () => {
    own = await platform({
      only: ['auth', 'gateway', 'catalog', 'queue'],
      seed: false,
      env: { queue: { QUEUE_THRESHOLD: '2', QUEUE_ADMISSION_INTERVAL_MS: '200' } },
    });
    crowd = createCrowd(own);
    // The gateway is ready before auth has told it the keys of access tokens.
    const somebody = crowd.newcomer();
    const eventId = await newSale();
    await untilServed(somebody, eventId);
  });
  after(async () => {
    await crowd.close();
    await own.stop();
  });

  const people = (count: number): Buyer[] => Array.from({ length: count }, () => crowd.newcomer());
  const newSale = async () => (await openSale(own.sql('ticket_db'), 1)).eventId;
  const untilServed = (buyer: Buyer, eventId: string) =>
    eventually(
      'the line answers',
      () => buyer.get(`/api/v1/queue/status/${eventId}`),
      ({ status }) => status === 200,
    );
  const positionsOf = async (buyers: readonly Buyer[], eventId: string) => {
    const answers = await Promise.all(buyers.map((buyer) => buyer.get(`/api/v1/queue/status/${eventId}`)));
    return answers.map(({ body }) => body.position);
  };

  it('keeps every place while the queue is killed and started again (kill -9)', async () => {
    const eventId = await newSale();
    const buyers = people(40);
    for (const buyer of buyers) await buyer.post(`/api/v1/queue/check/${eventId}`, {});
    const before = await positionsOf(buyers, eventId);
    expect(before.slice(2)).to.deep.equal(Array.from({ length: 38 }, (_, i) => i + 1));

    await own.supervisor.kill('queue');
    const whileDead = await buyers[5]!.get(`/api/v1/queue/status/${eventId}`);
    await own.supervisor.start('queue');

    expect(whileDead.status).to.be.within(502, 504);
    // The gateway's breaker may need a moment to look again.
    await untilServed(buyers[5]!, eventId);
    expect(await positionsOf(buyers, eventId)).to.deep.equal(before);
  });

  it('streams the place and the admission through the gateway', async () => {
    const eventId = await newSale();
    const [first, second, waiting] = people(3);
    for (const buyer of [first!, second!, waiting!]) await buyer.post(`/api/v1/queue/check/${eventId}`, {});

    const stream = await fetch(`${own.urls.gateway}/api/v1/queue/stream/${eventId}`, { headers: waiting!.headers });
    expect(stream.headers.get('content-type')).to.equal('text/event-stream; charset=utf-8');
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('event: position')) text += (await reader.read()).value;
    await crowd.newcomer(undefined, 'admin').post(`/api/v1/queue/admin/threshold/${eventId}?threshold=3`, {});
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) text += chunk.value;

    expect(text).to.match(/event: admitted\ndata: .*"entryToken":"ey/);
  });

  it('orders people by their signed places of Tier 1, without one inversion, and the others after them (E3)', async () => {
    const eventId = await newSale();
    const passes = createTokenSigner({
      kind: vwrToken,
      key: importSigningKeys(own.secrets.vwrTokenKeys)[0],
      clock: () => new Date(),
    });
    const cookie = (place: number) => {
      const pass = passes.sign({ sub: eventId, uid: 'visitor', jti: randomUUID(), place }, 600);
      return { cookie: `urr-vwr-token=${pass}` };
    };
    await Promise.all(people(2).map((buyer) => buyer.post(`/api/v1/queue/check/${eventId}`, {})));
    const others = people(5);
    for (const buyer of others) await buyer.post(`/api/v1/queue/check/${eventId}`, {});
    // As they come from the waiting room: a few at a time, in any order.
    const early = [23, 7, 41, 2, 19, 88, 11, 5, 60, 3].map((place) => ({ place, buyer: crowd.newcomer() }));
    await Promise.all(early.map(({ buyer, place }) => buyer.post(`/api/v1/queue/check/${eventId}`, {}, cookie(place))));

    const inOrder = early.toSorted((a, b) => a.place - b.place).map(({ buyer }) => buyer);

    expect(await positionsOf([...inOrder, ...others], eventId)).to.deep.equal(
      Array.from({ length: 15 }, (_, i) => i + 1),
    );
  });

  it('takes identity and place from nobody but the gateway', async () => {
    const eventId = await newSale();
    const [third, fourth] = people(2);
    for (const buyer of people(2)) await buyer.post(`/api/v1/queue/check/${eventId}`, {});
    await third!.post(`/api/v1/queue/check/${eventId}`, {});

    const pretended = await fourth!.post(
      `/api/v1/queue/check/${eventId}?vwrPosition=1`,
      {},
      {
        'x-user-id': third!.id,
        'x-vwr-place': '1',
        'x-entry-place': '1',
      },
    );

    expect(pretended.body).to.include({ status: 'queued', position: 2 });
  });
});
