import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Account } from '../accounts/account.ts';
import { createMemoryAttemptCounter } from '../lockout/memory-attempt-counter.ts';
import { createSignInGuard } from '../lockout/sign-in-guard.ts';
import { login } from './login-use-cases.ts';

const ann: Account = { id: randomUUID(), email: 'ann@example.com', name: 'Ann', role: 'user', createdAt: new Date(0) };
const client = { userAgent: 'phone', address: '10.0.0.1' };

describe('login', () => {
  let now: Date;
  let compared: [string, string | null | undefined][];

  // The fake hasher takes "hash of x" for the hash of x and remembers what it was asked.
  const newLogin = (passwordHash: string | null = 'hash of correct') =>
    login({
      accounts: {
        credentialsByEmail: async (email) => (email === ann.email ? { account: ann, passwordHash } : undefined),
      },
      hasher: {
        matches: async (password, hash) => {
          compared.push([password, hash]);
          return hash === `hash of ${password}`;
        },
      },
      guard: createSignInGuard(createMemoryAttemptCounter(), () => now),
      sessions: { start: async (account) => ({ account, accessToken: 'access', refreshToken: 'refresh' }) },
    });
  const refusalOf = (work: Promise<unknown>) =>
    work
      .then(() => 'signed in')
      .catch(({ code, message, details }: { code: string; message: string; details: object }) => ({
        code,
        message,
        details,
      }));

  beforeEach(() => {
    now = new Date('2026-11-22T10:00:00Z');
    compared = [];
  });

  it('signs in with the right password', async () => {
    expect(await newLogin()(ann.email, 'correct', client)).to.deep.equal({
      account: ann,
      accessToken: 'access',
      refreshToken: 'refresh',
    });
  });

  it('answers an unknown e-mail like a wrong password, after the same work', async () => {
    const signIn = newLogin();

    const wrong = await refusalOf(signIn(ann.email, 'wrong', client));
    const unknown = await refusalOf(signIn('nobody@example.com', 'wrong', client));

    expect(unknown).to.deep.equal(wrong);
    expect(wrong).to.have.property('code', 'INVALID_CREDENTIALS');
    expect(compared).to.deep.equal([
      ['wrong', 'hash of correct'],
      ['wrong', undefined],
    ]);
  });

  it('answers an account without a password like a wrong password', async () => {
    expect(await refusalOf(newLogin(null)(ann.email, 'correct', client))).to.have.property(
      'code',
      'INVALID_CREDENTIALS',
    );
  });

  it('locks known and unknown accounts alike (10.2 #6)', async () => {
    const signIn = newLogin();
    const sixTries = async (email: string) => {
      const refusals: unknown[] = [];
      for (let n = 0; n < 6; n += 1) refusals.push(await refusalOf(signIn(email, 'wrong', client)));
      return refusals;
    };

    const [known, unknown] = [await sixTries(ann.email), await sixTries('nobody@example.com')];

    expect(known).to.deep.equal(unknown);
    expect(known.at(-1)).to.deep.include({ code: 'TOO_MANY_ATTEMPTS', details: { retryAfterSeconds: 30 } });
  });

  it('refuses the right password too while locked, without hashing', async () => {
    const signIn = newLogin();
    for (let n = 0; n < 5; n += 1) await refusalOf(signIn(ann.email, 'wrong', client));
    compared = [];

    expect(await refusalOf(signIn(ann.email, 'correct', client))).to.have.property('code', 'TOO_MANY_ATTEMPTS');
    expect(compared).to.deep.equal([]);

    now = new Date(now.getTime() + 30_000);
    expect(await signIn(ann.email, 'correct', client)).to.have.property('accessToken', 'access');
  });

  it('forgets the failures of an account after a success', async () => {
    const signIn = newLogin();
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 4; n += 1) await refusalOf(signIn(ann.email, 'wrong', client));

      expect(await signIn(ann.email, 'correct', client)).to.have.property('accessToken', 'access');
    }
  });

  it('does not count attempts that overload or a lost database left undecided', async () => {
    const guard = createSignInGuard(createMemoryAttemptCounter(), () => now);
    const signInWith = (matches: (password: string) => Promise<boolean>) =>
      login({
        accounts: { credentialsByEmail: async () => ({ account: ann, passwordHash: 'hash' }) },
        hasher: { matches },
        guard,
        sessions: { start: async (account) => ({ account, accessToken: 'access', refreshToken: 'refresh' }) },
      });
    const busy = signInWith(() => Promise.reject(new AppError('SIGN_IN_BUSY', 'busy')));
    for (let n = 0; n < 20; n += 1) await refusalOf(busy(ann.email, 'correct', client));

    expect(await refusalOf(signInWith(async () => true)(ann.email, 'correct', client))).to.equal('signed in');
  });

  it('lets five of a hundred guesses at once through', async () => {
    const signIn = newLogin();

    await Promise.all(Array.from({ length: 100 }, (_, n) => refusalOf(signIn(ann.email, `guess ${n}`, client))));

    expect(compared).to.have.length(5);
  });
});
