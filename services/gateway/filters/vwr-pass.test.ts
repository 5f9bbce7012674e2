import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { type Fixture, startGateway } from '../testing/gateway-fixture.ts';

const event = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const otherEvent = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0009';
const jti = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a00aa';

describe('the place of Tier 1 through the gateway (E3)', () => {
  let gateway: Fixture;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.stop());

  /** Joins with a cookie and says what the queue heard of Tier 1. */
  async function heard(cookie: string | undefined, path = `/api/v1/queue/check/${event}`, headers = {}) {
    const id = randomUUID();
    await fetch(gateway.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${gateway.accessToken({ id })}`,
        ...(cookie !== undefined && { cookie: `a=b; urr-vwr-token=${cookie}; c=d` }),
        ...headers,
      },
    });
    const [seen] = gateway.seen.splice(0);
    expect(seen?.service).to.equal('queue');
    return Object.fromEntries(Object.entries(seen?.headers ?? {}).filter(([name]) => name.startsWith('x-vwr-')));
  }
  const nothing = {};

  it('goes on when the signed pass is for the line that is joined', async () => {
    const pass = gateway.vwrToken({ event, place: 1_234, jti });

    expect(await heard(pass)).to.deep.equal({ 'x-vwr-event': event, 'x-vwr-place': '1234', 'x-vwr-jti': jti });
    expect(await heard(pass, `/api/queue/check/${event.toUpperCase()}`), 'however it is spelt').to.have.property(
      'x-vwr-place',
    );
  });

  it('goes nowhere from a pass of another event, of yesterday, or of another kind', async () => {
    const user = randomUUID();

    expect(await heard(gateway.vwrToken({ event: otherEvent, place: 1 }))).to.deep.equal(nothing);
    expect(await heard(gateway.entryToken({ event, user, place: 1 }))).to.deep.equal(nothing);
    expect(await heard(gateway.accessToken({ id: user }))).to.deep.equal(nothing);
    const pass = gateway.vwrToken({ event, place: 1 });
    expect(await heard(`${pass.slice(0, -4)}AAAA`)).to.deep.equal(nothing);
    expect(await heard('%E0%A4%A')).to.deep.equal(nothing);
    expect(await heard(undefined)).to.deep.equal(nothing);
  });

  it('is never what a client says', async () => {
    const said = { 'x-vwr-place': '1', 'x-vwr-event': event, 'X-VWR-JTI': jti };

    expect(await heard(undefined, `/api/queue/check/${event}?vwrPosition=1`, said)).to.deep.equal(nothing);
    expect(await heard(gateway.vwrToken({ event, place: 77, jti }), undefined, said)).to.deep.equal({
      'x-vwr-event': event,
      'x-vwr-place': '77',
      'x-vwr-jti': jti,
    });
  });

  it('goes with joining alone', async () => {
    expect(await heard(gateway.vwrToken({ event, place: 1 }), `/api/queue/heartbeat/${event}`)).to.deep.equal(nothing);
  });
});
