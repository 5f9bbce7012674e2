import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type pg from 'pg';
import { freshDatabase } from '../test/engines/postgres.ts';
import { refusal } from './testing/refusal.ts';
import { testPool } from './testing/test-pool.ts';

let db: pg.Pool;
const register = `INSERT INTO users (email, password_hash, name) VALUES ($1, $2, 'Somebody')`;

describe('rules of auth_db', function () {
  this.timeout(120_000);

  before(async () => {
    const { url } = await freshDatabase('auth_db');
    db = testPool(url('urr_auth'));
  });

  after(() => db.end());

  it('has one account per address, which is stored in lower case', async () => {
    await db.query(register, ['a@example.com', 'hash']);

    expect(await refusal(db, register, ['a@example.com', 'hash'])).to.equal('users_email_key');
    expect(await refusal(db, register, ['A@example.com', 'hash'])).to.equal('users_email_lower_check');
  });

  it('has no account that nobody could sign in to, and two roles only', async () => {
    expect(await refusal(db, register, ['b@example.com', null])).to.equal('users_credential_check');
    expect(await refusal(db, `UPDATE users SET role = 'owner'`)).to.equal('users_role_check');
  });

  it('stores a refresh token once and deletes it with its user', async () => {
    const { rows } = await db.query<{ id: string }>(`${register} RETURNING id`, ['c@example.com', 'hash']);
    const store = `INSERT INTO refresh_tokens (user_id, token_hash, family_id, expires_at) VALUES ($1, 'token', $2, now())`;
    await db.query(store, [rows[0]?.id, randomUUID()]);

    expect(await refusal(db, store, [rows[0]?.id, randomUUID()])).to.equal('refresh_tokens_token_hash_key');
    expect(await refusal(db, store, [randomUUID(), randomUUID()])).to.be.oneOf([
      'refresh_tokens_token_hash_key',
      'refresh_tokens_user_id_fkey',
    ]);
    await db.query('DELETE FROM users WHERE id = $1', [rows[0]?.id]);
    expect((await db.query('SELECT FROM refresh_tokens')).rowCount).to.equal(0);
  });

  it('keeps updated_at by itself', async () => {
    await db.query(`UPDATE users SET updated_at = '2000-01-01' WHERE email = 'a@example.com'`);

    const { rows } = await db.query(
      `SELECT updated_at > '2001-01-01' AS kept FROM users WHERE email = 'a@example.com'`,
    );
    expect(rows).to.deep.equal([{ kept: true }]);
  });
});
