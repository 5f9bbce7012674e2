import { expect } from 'chai';
import { describeAttemptCounter } from './attempt-counter.contract.test.ts';
import { type AttemptCounter, withFallback } from './attempt-counter.ts';
import { accountHerePolicy } from './lockout-policy.ts';
import { createMemoryAttemptCounter } from './memory-attempt-counter.ts';

describeAttemptCounter('attempts in memory', async () => createMemoryAttemptCounter());

describe('attempts in memory', () => {
  it('drops the oldest keys rather than growing without end', async () => {
    const counter = createMemoryAttemptCounter(2);
    for (let n = 0; n < accountHerePolicy.freeAttempts; n += 1) await counter.count('a', accountHerePolicy, 0);

    await counter.count('b', accountHerePolicy, 0);
    await counter.count('c', accountHerePolicy, 0);

    expect(await counter.count('a', accountHerePolicy, 1)).to.equal(0);
  });

  it('trusts no longer than it was told', async () => {
    const counter = createMemoryAttemptCounter();
    await counter.trust('a', 1_000, 0);

    expect(await counter.isTrusted('a', 999)).to.equal(true);
    expect(await counter.isTrusted('a', 1_000)).to.equal(false);
  });
});

describe('attempts with a fallback', () => {
  const broken: AttemptCounter = {
    count: () => Promise.reject(new Error('redis is away')),
    takeBack: () => Promise.reject(new Error('redis is away')),
    forget: () => new Promise(() => undefined),
    trust: () => Promise.reject(new Error('redis is away')),
    isTrusted: () => Promise.reject(new Error('redis is away')),
  };

  describeAttemptCounter('while Redis is away', async () =>
    withFallback(broken, createMemoryAttemptCounter(), () => undefined, 5),
  );

  it('says that it fell back', async () => {
    const said: unknown[] = [];
    const counter = withFallback(broken, createMemoryAttemptCounter(), (error) => said.push(error), 5);

    await counter.count('a', accountHerePolicy, 0);
    await counter.forget('a');

    expect(said.map(String)).to.deep.equal(['Error: redis is away', 'Error: no answer in 5 ms']);
  });
});
