import { expect } from 'chai';
import { addressPolicy } from './lockout-policy.ts';
import { createMemoryAttemptCounter } from './memory-attempt-counter.ts';
import { createSignInGuard } from './sign-in-guard.ts';

describe('sign-in guard (10.2 #6: no lockout after failed logins)', () => {
  let now = new Date('2026-11-22T10:00:00Z');
  const newGuard = () => createSignInGuard(createMemoryAttemptCounter(), () => now);
  const outcome = (work: Promise<void>) => work.then(() => 'admitted').catch((error: { code: string }) => error.code);

  it('locks an account where it was guessed at, and nowhere else: a stranger keeps nobody out', async () => {
    const guard = newGuard();
    const stranger = { email: 'ann@example.com', address: '10.6.6.6' };
    for (let n = 0; n < 30; n += 1) await outcome(guard.admit(stranger));

    expect(await outcome(guard.admit(stranger))).to.equal('TOO_MANY_ATTEMPTS');
    expect(await outcome(guard.admit({ ...stranger, address: '10.0.0.1' }))).to.equal('admitted');
    expect(await outcome(guard.admit({ ...stranger, email: 'bob@example.com' }))).to.equal('admitted');
  });

  it('slows down guesses at one account from everywhere, but not where its owner has signed in before', async () => {
    const guard = newGuard();
    const home = { email: 'ann@example.com', address: '192.0.2.1' };
    await guard.admit(home);
    await guard.succeeded(home);
    for (let n = 0; n < 50; n += 1) await guard.admit({ email: 'ann@example.com', address: `10.0.0.${n}` });

    expect(await outcome(guard.admit({ email: 'ann@example.com', address: '10.9.9.9' }))).to.equal('TOO_MANY_ATTEMPTS');
    expect(await outcome(guard.admit({ email: 'bob@example.com', address: '10.9.9.9' }))).to.equal('admitted');
    expect(await outcome(guard.admit(home))).to.equal('admitted');

    const attempts = Array.from({ length: 5 }, () => outcome(guard.admit(home)));
    expect(await Promise.all(attempts), 'and there the small number counts').to.include('TOO_MANY_ATTEMPTS');
  });

  it('does not lock an address for attempts that were refused because of others', async () => {
    const guard = newGuard();
    for (let n = 0; n < 50; n += 1) await guard.admit({ email: 'ann@example.com', address: `10.0.0.${n}` });
    const away = { email: 'ann@example.com', address: '192.0.2.9' };
    for (let n = 0; n < 10; n += 1) expect(await outcome(guard.admit(away))).to.equal('TOO_MANY_ATTEMPTS');

    now = new Date(now.getTime() + 30_000);

    expect(await outcome(guard.admit(away))).to.equal('admitted');
  });

  it('says when to come back, and keeps its word', async () => {
    const guard = newGuard();
    const attempt = { email: 'ann@example.com', address: '10.0.0.1' };
    for (let n = 0; n < 5; n += 1) await guard.admit(attempt);

    const refusal = await guard.admit(attempt).catch((error: unknown) => error);
    now = new Date(now.getTime() + 30_000);

    expect(refusal).to.have.nested.property('details.retryAfterSeconds', 30);
    expect(await outcome(guard.admit(attempt))).to.equal('admitted');
  });

  it('locks an address that tries one password on many accounts', async () => {
    const guard = newGuard();
    for (let n = 0; n < addressPolicy.freeAttempts; n += 1)
      await guard.admit({ email: `p${n}@example.com`, address: '10.0.0.1' });

    expect(await outcome(guard.admit({ email: 'new@example.com', address: '10.0.0.1' }))).to.equal('TOO_MANY_ATTEMPTS');
  });

  it('counts a whole IPv6 network as one address', async () => {
    const guard = newGuard();
    for (let n = 0; n < addressPolicy.freeAttempts; n += 1)
      await guard.admit({ address: `2001:db8:0:7::${n.toString(16)}` });

    expect(await outcome(guard.admit({ address: '2001:0db8::7:ffff:1:2:3' }))).to.equal('TOO_MANY_ATTEMPTS');
    expect(await outcome(guard.admit({ address: '2001:db8:0:8::1' }))).to.equal('admitted');
  });

  it('does not sell guesses for successes with an own account', async () => {
    const guard = newGuard();
    const own = { email: 'mallory@example.com', address: '10.0.0.1' };
    for (let n = 0; n < addressPolicy.freeAttempts - 1; n += 1) {
      await guard.admit({ email: `p${n}@example.com`, address: own.address });
    }

    await guard.admit(own);
    await guard.succeeded(own);
    await guard.admit({ email: 'last@example.com', address: own.address });

    expect(await outcome(guard.admit(own))).to.equal('TOO_MANY_ATTEMPTS');
  });
});
