import { expect } from 'chai';
import { type Pause, startLoop } from './loop.ts';

/** A loop whose rounds end when the test says so, with the pause that the test wants. */
function controlled(options: { wokenPauseMs?: number; firstPauseMs?: number } = {}) {
  const open: ((pause: Pause) => void)[] = [];
  let begun: () => void = () => undefined;
  let rounds = 0;
  const loop = startLoop({
    ...options,
    round: () => {
      rounds += 1;
      begun();
      return new Promise<Pause>((resolve) => open.push(resolve));
    },
  });
  return {
    loop,
    rounds: () => rounds,
    end: (pause: Pause) => open.shift()!(pause),
    begins: (round: number) =>
      new Promise<void>((resolve) => {
        begun = () => (rounds >= round ? resolve() : undefined);
        begun();
      }),
  };
}
const aTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('a loop', () => {
  it('goes on at once after a pause of 0, and one round at a time', async () => {
    const { loop, end, begins, rounds } = controlled();
    await begins(1);
    await aTurn();
    expect(rounds()).to.equal(1);
    end({ ms: 0 });
    await begins(2);
    const stopped = loop.stop();
    end({ ms: 0 });
    await stopped;
    expect(rounds()).to.equal(2);
  });

  it('is woken from its pause, also by a call during the round before', async () => {
    const { loop, end, begins } = controlled();
    await begins(1);
    end({ ms: 60_000 });
    await aTurn();
    loop.wake();
    await begins(2);
    loop.wake();
    end({ ms: 60_000 });
    await begins(3);
    const stopped = loop.stop();
    end({ ms: 60_000 });
    await stopped;
  });

  it('keeps a fixed pause whoever calls, and stops all the same', async () => {
    const { loop, end, begins, rounds } = controlled();
    await begins(1);
    loop.wake();
    end({ ms: 60_000, fixed: true });
    await aTurn();
    loop.wake();
    await aTurn();
    expect(rounds()).to.equal(1);
    await loop.stop();
  });

  it('finishes the running round before it stops, and ends a first pause', async () => {
    const { loop, end, begins } = controlled();
    await begins(1);
    let stopped = false;
    const stopping = loop.stop().then(() => {
      stopped = true;
    });
    await aTurn();
    expect(stopped).to.equal(false);
    end({ ms: 60_000 });
    await stopping;

    const waiting = controlled({ firstPauseMs: 60_000 });
    await waiting.loop.stop();
    expect(waiting.rounds()).to.equal(0);
  });

  it('lets what is new gather for a moment after a round in which it was woken', async () => {
    const { loop, end, begins, rounds } = controlled({ wokenPauseMs: 60_000 });
    await begins(1);
    loop.wake();
    end({ ms: 0 });
    await aTurn();
    loop.wake();
    await aTurn();
    expect(rounds()).to.equal(1);
    await loop.stop();
  });
});
