import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { accessToken } from '../../shared/tokens/claims.ts';
import { generateSigningJwk, importKeySet, importSigningKeys, publicJwks } from '../../shared/tokens/keys.ts';
import { createTokenSigner } from '../../shared/tokens/sign.ts';
import { createTokenVerifier } from '../../shared/tokens/verify.ts';
import type { Account } from '../accounts/account.ts';
import { createFakeSessionStore } from '../testing/fake-session-store.ts';
import { newRefreshToken } from './refresh-token.ts';
import type { SessionRecord, SessionRecords } from './session-records.ts';
import { describeSessionStore } from './session-store.contract.test.ts';
import { createSessions } from './session-use-cases.ts';

const person = (name: string): Account => ({
  id: randomUUID(),
  email: `${name}@example.com`,
  name,
  role: 'user',
  createdAt: new Date('2026-01-01T00:00:00Z'),
});
const [ann, bob] = [person('ann'), person('bob')];
const phone = { userAgent: 'phone', address: '10.0.0.1' };

describeSessionStore('sessions in memory', async () => ({
  store: createFakeSessionStore([ann, bob]),
  ann: ann.id,
  bob: bob.id,
}));

function recordsInMemory(): SessionRecords {
  const known = new Map<string, SessionRecord>();
  return {
    saw: async (id, record) => void known.set(id, record),
    of: async (ids) => new Map([...known].filter(([id]) => ids.includes(id))),
    forget: async (ids) => {
      for (const id of ids) known.delete(id);
    },
  };
}

describe('sessions', () => {
  const oldKey = generateSigningJwk('2026-10');
  const newKey = generateSigningJwk('2026-11');
  let now: Date;
  let outcomes: string[];

  const sessionsWith = (
    keys: readonly object[],
    store = createFakeSessionStore([ann, bob]),
    records = recordsInMemory(),
  ) =>
    createSessions({
      store,
      records,
      signer: createTokenSigner({ kind: accessToken, key: importSigningKeys(keys)[0], clock: () => now }),
      clock: () => now,
      newId: randomUUID,
      newToken: newRefreshToken,
      onRefresh: ({ outcome }) => outcomes.push(outcome),
    });
  const verifierFor = (keys: readonly object[]) => {
    const published = importKeySet(publicJwks(importSigningKeys(keys)));
    return createTokenVerifier({ kind: accessToken, keys: () => published, clock: () => now });
  };
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000);
  };
  const codeOf = (work: Promise<unknown>) => work.then(() => 'done').catch((error: { code: string }) => error.code);

  beforeEach(() => {
    now = new Date('2026-11-22T10:00:00Z');
    outcomes = [];
  });

  it('gives an access token of 1,800 seconds that says who, and nothing more', async () => {
    const { accessToken: token } = await sessionsWith([newKey]).start(ann, phone);

    const claims = verifierFor([newKey]).verify(token);

    expect(claims).to.include({ sub: ann.id, email: ann.email, role: 'user' });
    expect(claims.exp - claims.iat).to.equal(1_800);
    later(1_800);
    expect(() => verifierFor([newKey]).verify(token))
      .to.throw()
      .with.property('code', 'TOKEN_EXPIRED');
  });

  it('gives refresh tokens that are no access tokens (10.1 #16)', async () => {
    const { refreshToken } = await sessionsWith([newKey]).start(ann, phone);

    expect(() => verifierFor([newKey]).verify(refreshToken))
      .to.throw()
      .with.property('code', 'TOKEN_MALFORMED');
  });

  it('logs nobody out when the key is rotated and the old one stays published', async () => {
    const store = createFakeSessionStore([ann]);
    const before = await sessionsWith([oldKey], store).start(ann, phone);
    const rotated = verifierFor([newKey, oldKey]);

    later(60);
    const after = await sessionsWith([newKey, oldKey], store).refresh(before.refreshToken, phone);

    expect(rotated.verify(before.accessToken).sub).to.equal(ann.id);
    expect(rotated.verify(after.accessToken).sub).to.equal(ann.id);
    expect(Buffer.from(after.accessToken.split('.')[0] ?? '', 'base64url').toString()).to.contain('"2026-11"');
  });

  it('keeps refreshing for as long as somebody comes back within a week', async () => {
    const sessions = sessionsWith([newKey]);
    let { refreshToken } = await sessions.start(ann, phone);

    for (let week = 0; week < 5; week += 1) {
      later(604_799);
      ({ refreshToken } = await sessions.refresh(refreshToken, phone));
    }
    later(604_800);

    expect(await codeOf(sessions.refresh(refreshToken, phone))).to.equal('REFRESH_TOKEN_INVALID');
  });

  it('ends the session when a spent refresh token comes back', async () => {
    const sessions = sessionsWith([newKey]);
    const { refreshToken: stolen } = await sessions.start(ann, phone);
    later(60);
    const { refreshToken } = await sessions.refresh(stolen, phone);

    later(60);

    expect(await codeOf(sessions.refresh(stolen, phone))).to.equal('REFRESH_TOKEN_REUSED');
    expect(await codeOf(sessions.refresh(refreshToken, phone))).to.equal('REFRESH_TOKEN_REUSED');
    expect(outcomes).to.deep.equal(['rotated', 'reused', 'reused']);
    expect(await sessions.list(ann.id)).to.deep.equal([]);
  });

  it('asks the second of two tabs to try again instead of ending the session', async () => {
    const sessions = sessionsWith([newKey]);
    const { refreshToken } = await sessions.start(ann, phone);

    const codes = await Promise.all([
      codeOf(sessions.refresh(refreshToken, phone)),
      codeOf(sessions.refresh(refreshToken, phone)),
    ]);

    expect(codes).to.deep.equal(['done', 'REFRESH_IN_PROGRESS']);
    expect(await sessions.list(ann.id)).to.have.length(1);
  });

  for (const [name, token] of [
    ['missing one', undefined],
    ['empty one', ''],
    ['short one', 'x'],
    ['one with a foreign sign', `${'A'.repeat(42)}!`],
    ['long one', 'A'.repeat(44)],
    ['made up one of the right form', newRefreshToken()],
  ] as const) {
    it(`refuses a ${name} as refresh token (10.2 #4)`, async () => {
      expect(await codeOf(sessionsWith([newKey]).refresh(token, phone))).to.equal('REFRESH_TOKEN_INVALID');
    });
  }

  it('lists devices with where they were last seen', async () => {
    const sessions = sessionsWith([newKey]);
    const { refreshToken } = await sessions.start(ann, phone);
    later(60);
    await sessions.refresh(refreshToken, { userAgent: 'phone 2', address: '10.0.0.2' });

    const [session] = await sessions.list(ann.id);

    expect(session?.seen).to.deep.equal({ userAgent: 'phone 2', address: '10.0.0.2', lastSeenAt: now });
  });

  it('ends all sessions by the access token or by a live refresh token, and nobody by a dead one', async () => {
    const sessions = sessionsWith([newKey]);
    const { refreshToken: spent } = await sessions.start(ann, phone);
    later(60);
    const { refreshToken } = await sessions.refresh(spent, phone);

    await sessions.endAll({ userId: undefined, refreshToken: spent });
    expect(await sessions.list(ann.id)).to.have.length(1);
    await sessions.endAll({ userId: undefined, refreshToken });
    expect(await sessions.list(ann.id)).to.have.length(0);

    await sessions.start(ann, phone);
    await sessions.start(ann, phone);
    await sessions.endAll({ userId: ann.id, refreshToken: undefined });
    expect(await sessions.list(ann.id)).to.have.length(0);
  });

  it('signs one device out, its own only', async () => {
    const sessions = sessionsWith([newKey]);
    const { refreshToken } = await sessions.start(ann, phone);
    const id = (await sessions.list(ann.id))[0]?.id ?? '';

    expect(await codeOf(sessions.end(bob.id, id))).to.equal('SESSION_NOT_FOUND');
    await sessions.end(ann.id, id);

    later(60);
    expect(await codeOf(sessions.refresh(refreshToken, phone))).to.equal('REFRESH_TOKEN_REUSED');
  });
});
