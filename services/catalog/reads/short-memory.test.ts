import { expect } from 'chai';
import { createShortMemory } from './short-memory.ts';

describe('short memory', () => {
  let now = 0;
  let loads = 0;
  const load = async () => {
    loads += 1;
    return `answer ${loads}`;
  };
  const newMemory = (forMs = 1_000, maxKeys = 500) =>
    createShortMemory<string>({ forMs, maxKeys, clock: () => new Date(now) });

  beforeEach(() => {
    now = 0;
    loads = 0;
  });

  it('loads once for everybody who asks at the same time', async () => {
    const memory = newMemory(0);

    const answers = await Promise.all(Array.from({ length: 100 }, () => memory.recall('page', load)));

    expect(new Set(answers)).to.deep.equal(new Set(['answer 1']));
  });

  it('remembers for its time and not longer', async () => {
    const memory = newMemory();
    await memory.recall('page', load);
    now = 999;
    expect(await memory.recall('page', load)).to.equal('answer 1');

    now = 1_000;
    expect(await memory.recall('page', load)).to.equal('answer 2');
  });

  it('remembers nothing when told so', async () => {
    const memory = newMemory(0);
    await memory.recall('page', load);

    expect(await memory.recall('page', load)).to.equal('answer 2');
  });

  it('does not remember failures', async () => {
    const memory = newMemory();
    const failure = await memory.recall('page', () => Promise.reject(new Error('away'))).catch(String);

    expect(failure).to.equal('Error: away');
    expect(await memory.recall('page', load)).to.equal('answer 1');
  });

  it('keeps keys apart and drops the oldest', async () => {
    const memory = newMemory(1_000, 2);
    for (const key of ['a', 'b', 'c']) await memory.recall(key, load);

    expect(await memory.recall('c', load)).to.equal('answer 3');
    expect(await memory.recall('a', load)).to.equal('answer 4');
  });
});
