import { expect } from 'chai';
import { type FreshDatabase, freshDatabase } from '../../../test/engines/postgres.ts';
import { createLogger } from '../../shared/logging/logger.ts';
import { createPool, type Pool } from '../../shared/postgres/pool.ts';
import { newRefreshToken, refreshTokenHash } from './refresh-token.ts';
import { createSessionRepository } from './session-repository.ts';
import { describeSessionStore } from './session-store.contract.test.ts';

describe('sessions in PostgreSQL', function () {
  this.timeout(60_000);
  let database: FreshDatabase;
  let pool: Pool;

  before(async () => {
    database = await freshDatabase('auth_db');
    const logger = createLogger({ service: 'test', level: 'silent' });
    pool = createPool({ url: database.url('urr_auth'), max: 20, name: 'test', logger });
  });

  after(() => pool.end());

  const newUser = async (): Promise<string> => {
    const { rows } = await pool.query<{ id: string }>(
      `INSERT INTO users (email, name, password_hash) VALUES (gen_random_uuid() || '@example.com', 'Ann', 'hash') RETURNING id`,
    );
    return rows[0]?.id ?? '';
  };

  describeSessionStore('with the role urr_auth', async () => ({
    store: createSessionRepository(pool),
    ann: await newUser(),
    bob: await newUser(),
  }));

  it('keep hashes, never tokens', async () => {
    const [userId, token] = [await newUser(), newRefreshToken()];
    const now = new Date();

    await createSessionRepository(pool).open({
      familyId: crypto.randomUUID(),
      userId,
      tokenHash: refreshTokenHash(token),
      now,
      expiresAt: new Date(now.getTime() + 1_000),
    });

    const { rows } = await pool.query<{ token_hash: string }>('SELECT * FROM refresh_tokens WHERE user_id = $1', [
      userId,
    ]);
    expect(rows[0]?.token_hash).to.match(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(rows)).not.to.contain(token);
  });

  it('clear away what has expired when the person signs in again, and only theirs', async () => {
    const [ann, bob] = [await newUser(), await newUser()];
    const store = createSessionRepository(pool);
    const open = (userId: string, now: Date) =>
      store.open({
        familyId: crypto.randomUUID(),
        userId,
        tokenHash: refreshTokenHash(newRefreshToken()),
        now,
        expiresAt: new Date(now.getTime() + 1_000),
      });
    for (const userId of [ann, ann, bob]) await open(userId, new Date('2026-01-01T00:00:00Z'));

    await open(ann, new Date('2026-11-22T00:00:00Z'));

    const { rows } = await pool.query<{ user_id: string; kept: number }>(
      'SELECT user_id, count(*)::int AS kept FROM refresh_tokens WHERE user_id = ANY($1) GROUP BY 1',
      [[ann, bob]],
    );
    expect(rows).to.have.deep.members([
      { user_id: ann, kept: 1 },
      { user_id: bob, kept: 1 },
    ]);
  });

  it('leave nothing alive after a thousand races between refreshing and signing out', async function () {
    this.timeout(120_000);
    const store = createSessionRepository(pool);
    const userId = await newUser();
    const now = new Date();
    const expiresAt = new Date(now.getTime() + 60_000);
    let survivors = 0;

    for (let round = 0; round < 1_000; round += 1) {
      const tokenHash = refreshTokenHash(newRefreshToken());
      await store.open({ familyId: crypto.randomUUID(), userId, tokenHash, now, expiresAt });
      const successorHash = refreshTokenHash(newRefreshToken());
      await Promise.all([
        store.rotate({ tokenHash, successorHash, now, expiresAt, graceMs: 10_000 }),
        store.closeAll(userId, now),
      ]);
      survivors += (await store.sessionsOf(userId, now)).length;
    }

    expect(survivors).to.equal(0);
  });
});
