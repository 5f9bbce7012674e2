import { expect } from 'chai';
import { describeAttemptCounter } from './attempt-counter.contract.test.ts';
import { type AttemptCounter, withFallback } from './attempt-counter.ts';
import { accountPolicy } from './lockout-policy.ts';
import { createMemoryAttemptCounter } from './memory-attempt-counter.ts';

describeAttemptCounter('attempts in memory', async () => createMemoryAttemptCounter());

describe('attempts in memory', () => {
  it('drops the oldest keys rather than growing without end', async () => {
    const counter = createMemoryAttemptCounter(2);
    for (let n = 0; n < accountPolicy.freeAttempts; n += 1) await counter.count('a', accountPolicy, 0);

    await counter.count('b', accountPolicy, 0);
    await counter.count('c', accountPolicy, 0);

    expect(await counter.count('a', accountPolicy, 1)).to.equal(0);
  });
});

describe('attempts with a fallback', () => {
  const broken: AttemptCounter = {
    count: () => Promise.reject(new Error('redis is away')),
    takeBack: () => Promise.reject(new Error('redis is away')),
    forget: () => new Promise(() => undefined),
  };

  describeAttemptCounter('while Redis is away', async () =>
    withFallback(broken, createMemoryAttemptCounter(), () => undefined, 5),
  );

  it('says that it fell back', async () => {
    const said: unknown[] = [];
    const counter = withFallback(broken, createMemoryAttemptCounter(), (error) => said.push(error), 5);

    await counter.count('a', accountPolicy, 0);
    await counter.forget('a');

    expect(said.map(String)).to.deep.equal(['Error: redis is away', 'Error: no answer in 5 ms']);
  });
});
