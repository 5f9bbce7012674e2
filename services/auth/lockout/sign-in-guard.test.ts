import { expect } from 'chai';
import { addressPolicy } from './lockout-policy.ts';
import { createMemoryAttemptCounter } from './memory-attempt-counter.ts';
import { createSignInGuard } from './sign-in-guard.ts';

describe('sign-in guard (10.2 #6: no lockout after failed logins)', () => {
  let now = new Date('2026-11-22T10:00:00Z');
  const newGuard = () => createSignInGuard(createMemoryAttemptCounter(), () => now);
  const outcome = (work: Promise<void>) => work.then(() => 'admitted').catch((error: { code: string }) => error.code);

  it('locks an account wherever the attempts come from', async () => {
    const guard = newGuard();
    for (let n = 0; n < 5; n += 1) await guard.admit({ email: 'ann@example.com', address: `10.0.0.${n}` });

    expect(await outcome(guard.admit({ email: 'ann@example.com', address: '10.9.9.9' }))).to.equal('TOO_MANY_ATTEMPTS');
    expect(await outcome(guard.admit({ email: 'bob@example.com', address: '10.9.9.9' }))).to.equal('admitted');
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
