import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { AppError } from '../../shared/errors/app-error.ts';
import type { NewAccount } from '../accounts/account.ts';
import { addressPolicy } from '../lockout/lockout-policy.ts';
import { createMemoryAttemptCounter } from '../lockout/memory-attempt-counter.ts';
import { createSignInGuard } from '../lockout/sign-in-guard.ts';
import { registrationSchema } from './registration-routes.ts';
import { register } from './registration-use-cases.ts';

const client = { userAgent: 'phone', address: '10.0.0.1' };
const ann = { email: 'ann@example.com', password: 'correct horse', name: 'Ann', phone: undefined };

describe('registration', () => {
  let stored: NewAccount[];

  const newRegister = () =>
    register({
      accounts: {
        create: async (account) => {
          if (stored.some(({ email }) => email === account.email)) throw new AppError('EMAIL_TAKEN', 'taken');
          stored.push(account);
          return { id: randomUUID(), email: account.email, name: account.name, role: 'user', createdAt: new Date(0) };
        },
      },
      hasher: { hash: async (password) => `hash of ${password}` },
      guard: createSignInGuard(createMemoryAttemptCounter(), () => new Date(0)),
      sessions: { start: async (account) => ({ account, accessToken: 'access', refreshToken: 'refresh' }) },
    });
  const codeOf = (work: Promise<unknown>) => work.then(() => 'done').catch((error: { code: string }) => error.code);

  beforeEach(() => {
    stored = [];
  });

  it('stores the hash, never the password, and signs in', async () => {
    const signedIn = await newRegister()(ann, client);

    expect(signedIn).to.have.nested.property('account.email', 'ann@example.com');
    expect(stored).to.deep.equal([
      { email: ann.email, name: 'Ann', phone: undefined, passwordHash: 'hash of correct horse' },
    ]);
  });

  it('refuses an e-mail that is taken (10.2 #5)', async () => {
    const signUp = newRegister();
    await signUp(ann, client);

    expect(await codeOf(signUp(ann, client))).to.equal('EMAIL_TAKEN');
  });

  it('slows down an address that asks which e-mails are taken', async () => {
    const signUp = newRegister();
    await signUp(ann, client);

    const codes: string[] = [];
    for (let n = 1; n <= addressPolicy.freeAttempts; n += 1) codes.push(await codeOf(signUp(ann, client)));

    expect(codes.at(-1)).to.equal('TOO_MANY_ATTEMPTS');
    expect(new Set(codes.slice(0, -1))).to.deep.equal(new Set(['EMAIL_TAKEN']));
  });

  it('counts accounts that were opened too: a new one buys no tries back', async () => {
    const signUp = newRegister();
    const open = (n: number) => signUp({ ...ann, email: `person${n}@example.com` }, client);

    const codes: string[] = [];
    for (let n = 0; n <= addressPolicy.freeAttempts; n += 1) codes.push(await codeOf(open(n)));

    expect(codes.at(-2)).to.equal('done');
    expect(codes.at(-1)).to.equal('TOO_MANY_ATTEMPTS');
    expect(stored).to.have.length(addressPolicy.freeAttempts);
  });
});

describe('the body of a registration', () => {
  const body = { email: 'ann@example.com', password: 'correct horse', name: 'Ann' };

  it('brings e-mails into one form, so that nobody has two accounts', () => {
    expect(registrationSchema.parse({ ...body, email: '  Ann@Example.COM ' }).email).to.equal('ann@example.com');
  });

  for (const [why, change] of Object.entries({
    'no e-mail': { email: 'ann' },
    'an e-mail with a line break': { email: 'ann@example.com\nX-User-Role: admin' },
    'an e-mail of 300 letters': { email: `${'a'.repeat(300)}@example.com` },
    'a password of 7 characters': { password: '1234567' },
    'a password of 129 characters': { password: 'x'.repeat(129) },
    'the e-mail as password': { password: 'ANN@example.com' },
    'a password that is no text': { password: 'abcdefgh\ud800' },
    'an empty name': { name: '   ' },
    'a name with NUL, which PostgreSQL refuses': { name: 'Ann\u0000' },
    'a name of 101 letters': { name: 'x'.repeat(101) },
    'half a surrogate pair as name': { name: '\udc00' },
    'a telephone number with letters': { phone: '010-CALL-ME' },
    'a name that is a list': { name: ['Ann'] },
  })) {
    it(`is refused with ${why}`, () => {
      expect(registrationSchema.safeParse({ ...body, ...change }).success).to.equal(false);
    });
  }

  it('is refused with what nobody reads, such as a role', () => {
    expect(registrationSchema.safeParse({ ...body, role: 'admin' }).success).to.equal(false);
  });
});
