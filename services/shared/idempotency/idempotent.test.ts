import { expect } from 'chai';
import { AppError } from '../errors/app-error.ts';
import type { Answer } from '../http/route.ts';
import { memoryIdempotencyStore } from '../testing/memory-idempotency-store.ts';
import { createIdempotency } from './idempotent.ts';

describe("an Idempotency-Key by Stripe's letter", () => {
  const setUp = () => {
    const store = memoryIdempotencyStore();
    const once = createIdempotency(store, { TAKEN: { status: 409, title: 'Taken' } });
    let ran = 0;
    const ask = async (work: () => Promise<Answer>, change: { key?: string; userId?: string; body?: unknown } = {}) => {
      const { key = 'k', userId = 'ann', body = { a: 1, b: 2 } } = change;
      const sent: Record<string, unknown> = {};
      const res = { setHeader: (name: string, value: unknown) => Object.assign(sent, { [name]: value }) };
      const asked = { userId, headers: { 'idempotency-key': key }, request: { path: '/x', body }, res: res as never };
      const counted = () => {
        ran += 1;
        return work();
      };
      const outcome = await once(asked, counted).catch((error: unknown) => error as AppError);
      return { outcome, replayed: sent['idempotent-replayed'] === 'true' };
    };
    return { ask, ranTimes: () => ran, store };
  };
  const made = async () => ({ status: 201, body: { id: 1 } });
  const failing = (error: Error) => async () => Promise.reject(error);

  it('answers a repetition as the first request, and says so', async () => {
    const { ask, ranTimes } = setUp();

    const [first, second] = [await ask(made), await ask(made, { body: { b: 2, a: 1 } })];

    expect([first, second]).to.deep.equal([
      { outcome: { status: 201, body: { id: 1 } }, replayed: false },
      { outcome: { status: 201, body: { id: 1 } }, replayed: true },
    ]);
    expect(ranTimes()).to.equal(1);
  });

  it('keeps a refusal with its details, though a second try would succeed', async () => {
    const { ask, ranTimes } = setUp();
    await ask(failing(new AppError('TAKEN', 'Somebody has it.', { seat: 'A' })));

    const { outcome, replayed } = await ask(made);

    expect(outcome).to.include({ code: 'TAKEN', message: 'Somebody has it.' }).and.have.deep.property('details', {
      seat: 'A',
    });
    expect([replayed, ranTimes()]).to.deep.equal([true, 1]);
  });

  it('keeps a 500 without what was inside', async () => {
    const { ask, ranTimes } = setUp();
    await ask(failing(new Error('password of the database')));

    const { outcome } = await ask(made);

    expect(outcome).to.include({ code: 'INTERNAL_ERROR' });
    expect(JSON.stringify(outcome)).not.to.contain('password');
    expect(ranTimes()).to.equal(1);
  });

  for (const error of [
    new AppError('UPSTREAM_TIMEOUT', 'ticket is slow'),
    Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }),
  ]) {
    it(`forgets the key after "${error.message}": nothing has happened`, async () => {
      const { ask, ranTimes } = setUp();
      await ask(failing(error));

      const { outcome, replayed } = await ask(made);

      expect(outcome).to.include({ status: 201 });
      expect([replayed, ranTimes()]).to.deep.equal([false, 2]);
    });
  }

  it('answers 409 while the first request runs and 422 for another body', async () => {
    const { ask } = setUp();
    let finish: (answer: Answer) => void = () => undefined;
    const slow = ask(() => new Promise<Answer>((resolve) => (finish = resolve)));
    await new Promise(setImmediate);

    const twin = await ask(made);
    const other = await ask(made, { body: { a: 2 } });
    finish({ status: 200 });
    await slow;

    expect([twin.outcome, other.outcome].map((error) => (error as AppError).code)).to.deep.equal([
      'IDEMPOTENCY_KEY_IN_USE',
      'IDEMPOTENCY_KEY_REUSED',
    ]);
  });

  it("keeps one person's keys apart from another's (fault 10.3 #19)", async () => {
    const { ask, ranTimes } = setUp();
    await ask(made);

    expect((await ask(made, { userId: 'bob' })).replayed).to.equal(false);
    expect(ranTimes()).to.equal(2);
  });

  it('gives the answer even when the error cannot be kept', async () => {
    const { ask, store } = setUp();
    Object.assign(store, { keep: async () => Promise.reject(new Error('away')) });

    expect((await ask(failing(new AppError('TAKEN', 'No.')))).outcome).to.include({ code: 'TAKEN' });
  });
});
