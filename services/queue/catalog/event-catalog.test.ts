import { expect } from 'chai';
import { createEventCatalog, type EventInfo } from './event-catalog.ts';

const info: EventInfo = { title: 'T', artist: 'A', status: 'on_sale' };

function newCatalog(answer: () => EventInfo | undefined | Error) {
  let now = 0;
  let asked = 0;
  const failures: unknown[] = [];
  const get = createEventCatalog({
    fetch: async () => {
      asked += 1;
      const result = answer();
      if (result instanceof Error) throw result;
      return result;
    },
    clock: () => now,
    onFailure: (error) => failures.push(error),
  });
  return {
    get,
    failures,
    asked: () => asked,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('what the line knows of an event', () => {
  it('asks once for a crowd that arrives together, and again after a minute without letting anybody wait', async () => {
    const { get, asked, pass } = newCatalog(() => info);

    await Promise.all(Array.from({ length: 100 }, () => get('e')));
    expect(asked()).to.equal(1);
    pass(60_001);
    expect(await get('e')).to.equal(info);

    expect(asked()).to.equal(2);
  });

  it('keeps an old answer while the catalog is away, and says Unknown when it never had one', async () => {
    let isAway = false;
    const { get, pass, failures } = newCatalog(() => (isAway ? new Error('away') : info));
    await get('known');
    isAway = true;
    pass(120_000);

    expect(await get('known')).to.equal(info);
    expect(await get('new')).to.deep.equal({ title: 'Unknown', artist: 'Unknown', status: 'unknown' });
    expect(failures.length).to.be.greaterThan(0);

    isAway = false;
    pass(6_000);
    await get('new');
    expect((await get('new')).title).to.equal('T');
  });

  it('refuses an event that the catalog does not know, and finds it once it does', async () => {
    let known = false;
    const { get, pass, asked } = newCatalog(() => (known ? info : undefined));
    const refused = async () =>
      get('e').then(
        () => 'found',
        (error) => error.code as string,
      );

    expect([await refused(), await refused()]).to.deep.equal(['EVENT_NOT_FOUND', 'EVENT_NOT_FOUND']);
    expect(asked()).to.equal(1);
    known = true;
    pass(5_001);

    expect(await refused()).to.equal('found');
  });
});
