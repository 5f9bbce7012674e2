import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/errors/app-error.ts';
import { inTransaction, type Pool, type Queryable, violatedUniqueConstraint } from '../../shared/postgres/pool.ts';
import { type Account, toAccount } from '../accounts/account.ts';
import { emailSchema } from '../accounts/account-schemas.ts';
import type { Profile, ProviderName } from './oauth-provider.ts';

/** An account at a provider that opens an account of ours. */
export interface LinkedIdentity {
  readonly provider: ProviderName;
  readonly email: string | null;
  readonly linkedAt: Date;
}

export interface IdentityRepository {
  /**
   * The account that this identity opens; a new one for somebody new.
   * @throws AppError OAUTH_LINK_REQUIRED when an account has the e-mail and nobody has proven that it is the same person's
   */
  accountOf(profile: Profile): Promise<Account>;
  /** Lets an identity open an account beside its other ways in. @throws AppError OAUTH_IDENTITY_TAKEN */
  link(userId: string, profile: Profile): Promise<void>;
  /** @throws AppError OAUTH_LINK_NOT_FOUND, LAST_WAY_IN */
  unlink(userId: string, provider: ProviderName): Promise<void>;
  of(userId: string): Promise<LinkedIdentity[]>;
}

type Row = Parameters<typeof toAccount>[0] & { readonly verified: boolean };
const columns =
  'u.id, u.email, u.name, u.role, u.created_at AS "createdAt", u.email_verified_at IS NOT NULL AS verified';

/** Identities in auth_db; the unique keys decide when two sign-ins of one new person race. */
export function createIdentityRepository(pool: Pool): IdentityRepository {
  return {
    async accountOf(profile) {
      try {
        return await inTransaction(pool, (tx) => findOrOpen(tx, profile));
      } catch (error) {
        if (violatedUniqueConstraint(error) === undefined) throw error;
        // The twin of this very sign-in, or somebody who has just registered the address: now there is something to find.
        return inTransaction(pool, (tx) => findOrOpen(tx, profile));
      }
    },

    async link(userId, profile) {
      try {
        await inTransaction(pool, async (tx) => {
          await tx.query(
            `INSERT INTO linked_identities (provider, subject, user_id, email) VALUES ($1, $2, $3, $4)
             ON CONFLICT (provider, subject) DO UPDATE SET email = excluded.email
             WHERE linked_identities.user_id = excluded.user_id`,
            [profile.provider, profile.subject, userId, profile.email],
          );
          const owner = await tx.query(
            'SELECT FROM linked_identities WHERE provider = $1 AND subject = $2 AND user_id = $3',
            [profile.provider, profile.subject, userId],
          );
          if (owner.rowCount !== 1) throw taken();
          const email = provenEmail(profile);
          await tx.query(
            'UPDATE users SET email_verified_at = coalesce(email_verified_at, now()) WHERE id = $1 AND email = $2',
            [userId, email],
          );
        });
      } catch (error) {
        if (violatedUniqueConstraint(error) === undefined) throw error;
        throw new AppError(
          'OAUTH_IDENTITY_TAKEN',
          'Another account of this provider is linked to yours; unlink it first.',
        );
      }
    },

    async unlink(userId, provider) {
      await inTransaction(pool, async (tx) => {
        await tx.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [userId]);
        const ways = await tx.query<{ provider: string | null }>(
          `SELECT provider FROM linked_identities WHERE user_id = $1
           UNION ALL SELECT NULL FROM users WHERE id = $1 AND password_hash IS NOT NULL`,
          [userId],
        );
        if (!ways.rows.some((way) => way.provider === provider))
          throw new AppError('OAUTH_LINK_NOT_FOUND', 'No account of this provider is linked to yours.');
        if (ways.rows.length === 1) throw new AppError('LAST_WAY_IN', 'You could not sign in any more.');
        await tx.query('DELETE FROM linked_identities WHERE user_id = $1 AND provider = $2', [userId, provider]);
      });
    },

    async of(userId) {
      const { rows } = await pool.query<LinkedIdentity>(
        'SELECT provider, email, created_at AS "linkedAt" FROM linked_identities WHERE user_id = $1 ORDER BY provider',
        [userId],
      );
      return rows;
    },
  };
}

const taken = () => new AppError('OAUTH_IDENTITY_TAKEN', 'This account of the provider opens another account here.');

/** The e-mail that the provider vouches for, in our spelling; null for every other. */
function provenEmail({ email, emailVerified }: Profile): string | null {
  return emailVerified ? (emailSchema.safeParse(email).data ?? null) : null;
}

async function findOrOpen(tx: Queryable, profile: Profile): Promise<Account> {
  const known = await tx.query<Row>(
    `SELECT ${columns} FROM linked_identities i JOIN users u ON u.id = i.user_id WHERE i.provider = $1 AND i.subject = $2`,
    [profile.provider, profile.subject],
  );
  if (known.rows[0]) return toAccount(known.rows[0]);
  const email = provenEmail(profile);
  const owner = email === null ? undefined : await ownerOf(tx, email);
  // An account whose address nobody has proven may be a stranger's, opened to wait for this very person: neither the stranger
  // nor who comes now gets what is the other's. Whoever knows its password can link the two.
  if (owner && !owner.verified) throw linkRequired();
  // The same address under another subject was given to somebody else at the provider.
  if (owner && (await hasIdentityAt(tx, owner.id, profile.provider))) throw linkRequired();
  const account = owner ?? (await open(tx, profile, email));
  await tx.query('INSERT INTO linked_identities (provider, subject, user_id, email) VALUES ($1, $2, $3, $4)', [
    profile.provider,
    profile.subject,
    account.id,
    profile.email,
  ]);
  return toAccount(account);
}

const linkRequired = () =>
  new AppError('OAUTH_LINK_REQUIRED', 'An account with this e-mail exists; sign in to it and link the two there.');

async function hasIdentityAt(tx: Queryable, userId: string, provider: ProviderName): Promise<boolean> {
  const found = await tx.query('SELECT FROM linked_identities WHERE user_id = $1 AND provider = $2', [
    userId,
    provider,
  ]);
  return found.rowCount === 1;
}

async function ownerOf(tx: Queryable, email: string): Promise<Row | undefined> {
  const { rows } = await tx.query<Row>(`SELECT ${columns} FROM users u WHERE u.email = $1 FOR UPDATE`, [email]);
  return rows[0];
}

/** An unproven e-mail is nobody's here: it would keep its true owner out and let a stranger speak in their name. */
async function open(tx: Queryable, { name, pictureUrl }: Profile, email: string | null): Promise<Row> {
  const { rows } = await tx.query<Row>(
    `INSERT INTO users AS u (email, name, picture_url, email_verified_at)
     VALUES ($1, $2, $3, CASE WHEN $4 THEN now() END) RETURNING ${columns}`,
    [email ?? placeholderEmail(), shownName(name), pictureUrl, email !== null],
  );
  const [row] = rows;
  if (!row) throw new Error('an account that was just made is not there');
  return row;
}

/** The top-level domain is reserved (RFC 2606): no mail ever goes there. */
const placeholderEmail = () => `member-${randomBytes(8).toString('hex')}@no-email.invalid`;

const shownName = (name: string) =>
  name
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, '')
    .trim()
    .slice(0, 100) || 'Member';
