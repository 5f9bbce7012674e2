import { expect } from 'chai';
import { silentLogger } from '../testing/test-sale.ts';
import { createSeatLocks, type SeatLockRedis } from './seat-lock.ts';

interface FakeRedis extends SeatLockRedis {
  readonly calls: string[];
  readonly locks: Map<string, string>;
  state: 'well' | 'refusing' | 'silent';
}

function fakeRedis(): FakeRedis {
  const fake: FakeRedis = {
    calls: [],
    locks: new Map(),
    state: 'well',
    get: (key) => answer(`get ${key}`, fake.locks.get(key) ?? null),
    eval: (script, { keys, arguments: args }) =>
      answer(`${script.includes('DEL') ? 'release' : 'write'} ${keys[0]} ${args[0]}`, 1),
  };
  function answer<T>(call: string, value: T): Promise<T> {
    fake.calls.push(call);
    if (fake.state === 'refusing') return Promise.reject(new Error('connection is closed'));
    return fake.state === 'silent' ? new Promise(() => undefined) : Promise.resolve(value);
  }
  return fake;
}

describe('seat locks', () => {
  const seat = { seatId: 's1', fencingToken: 7 };

  function locksOn(redis: SeatLockRedis) {
    let time = 1_000_000;
    const failures: string[] = [];
    const locks = createSeatLocks({
      redis,
      ttlSeconds: 420,
      logger: silentLogger,
      now: () => time,
      timeoutMs: 5,
      pauseMs: 1_000,
      onFailure: () => failures.push('failed'),
    });
    return { locks, failures, wait: (ms: number) => (time += ms) };
  }

  it('say to Redis which seat, which holder and which number, and nothing for no seats', async () => {
    const asked: [keys: string[], values: string[]][] = [];
    const redis: SeatLockRedis = {
      get: () => Promise.resolve(null),
      eval: (_script, { keys, arguments: values }) => Promise.resolve(asked.push([keys, values])),
    };
    const { locks, wait } = locksOn(redis);

    await locks.write([{ ...seat, userId: 'ann' }], new Date(1_300_000));
    wait(10);
    await locks.stillTaken(['s1', 's2']);
    await locks.release([seat, { seatId: 's2', fencingToken: 8 }]);
    await locks.release([]);

    expect(asked).to.deep.equal([
      [['seat-lock:s1'], ['7', '1300000', 'ann', '1000000', '420']],
      [['seat-lock:s1'], ['1000010']],
      [['seat-lock:s2'], ['1000010']],
      [['seat-lock:s1'], ['7']],
      [['seat-lock:s2'], ['8']],
    ]);
  });

  it('ask Redis again at the very end of the pause', async () => {
    const redis = fakeRedis();
    const { locks, wait } = locksOn(redis);
    redis.state = 'refusing';
    await locks.heldByOthers(['s1'], 'ben');
    redis.state = 'well';

    wait(999);
    await locks.heldByOthers(['s1'], 'ben');
    wait(1);
    await locks.heldByOthers(['s1'], 'ben');

    expect(redis.calls).to.have.length(2);
  });

  it('believe a lock of somebody else only until the end of the hold it stands for', async () => {
    const redis = fakeRedis();
    const { locks, wait } = locksOn(redis);
    redis.locks.set('seat-lock:s1', '7:1000500:ann:1000000');

    expect(await locks.heldByOthers(['s1', 's2'], 'bob')).to.deep.equal(['s1']);
    expect(await locks.heldByOthers(['s1'], 'ann')).to.deep.equal([]);
    wait(501);
    expect(await locks.heldByOthers(['s1'], 'bob')).to.deep.equal([]);
  });

  it('believe an entry for five seconds after the last word of PostgreSQL, so that a lost release harms no longer', async () => {
    const redis = fakeRedis();
    const { locks, wait } = locksOn(redis);
    redis.locks.set('seat-lock:s1', '7:9999999:ann:1000000');

    wait(4_999);
    expect(await locks.heldByOthers(['s1'], 'bob')).to.deep.equal(['s1']);
    wait(1);
    expect(await locks.heldByOthers(['s1'], 'bob')).to.deep.equal([]);
  });

  it('turn nobody away on a value they do not understand', async () => {
    const redis = fakeRedis();
    redis.locks.set('seat-lock:s1', 'garbage');

    expect(await locksOn(redis).locks.heldByOthers(['s1'], 'bob')).to.deep.equal([]);
  });

  for (const state of ['refusing', 'silent'] as const) {
    it(`let everybody through to PostgreSQL while Redis is ${state}, and leave it alone for a moment`, async () => {
      const redis = fakeRedis();
      redis.state = state;
      const { locks, failures, wait } = locksOn(redis);

      expect(await locks.heldByOthers(['s1'], 'bob')).to.deep.equal([]);
      await locks.write([{ ...seat, userId: 'bob' }], new Date());
      await locks.heldByOthers(['s1'], 'bob');
      expect(redis.calls).to.have.length(1);
      expect(failures).to.have.length(1);

      redis.state = 'well';
      wait(1_001);
      redis.locks.set('seat-lock:s1', '7:9999999:ann:1000000');
      expect(await locks.heldByOthers(['s1'], 'bob')).to.deep.equal(['s1']);
    });
  }
});
