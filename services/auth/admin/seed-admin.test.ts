import { expect } from 'chai';
import type { Account } from '../accounts/account.ts';
import { seedAdmin } from './seed-admin.ts';

const admin = { email: 'admin@example.com', password: 'from the environment' };

describe('the administrator (10.2 #8: a known password stood in a migration)', () => {
  let row: { account: Account; passwordHash: string } | undefined;
  let ended: (string | undefined)[];

  const seed = () =>
    seedAdmin(
      {
        accounts: {
          credentialsByEmail: async () => row,
          makeAdmin: async ({ email, name, passwordHash }) => {
            row = { account: { id: 'id', email, name, role: 'admin', createdAt: new Date(0) }, passwordHash };
            return 'id';
          },
        },
        hasher: {
          hash: async (password) => `hash of ${password}`,
          matches: async (password, hash) => hash === `hash of ${password}`,
        },
        sessions: { endAll: async ({ userId }) => void ended.push(userId) },
      },
      admin,
    );

  beforeEach(() => {
    row = undefined;
    ended = [];
  });

  it('comes from the environment', async () => {
    expect(await seed()).to.equal('seeded');

    expect(row).to.have.nested.property('account.role', 'admin');
    expect(row).to.have.property('passwordHash', 'hash of from the environment');
  });

  it('is left alone, sessions included, when nothing changed', async () => {
    await seed();
    ended = [];

    expect(await seed()).to.equal('unchanged');
    expect(ended).to.deep.equal([]);
  });

  it('is taken from whoever registered the address before', async () => {
    const account: Account = { id: 'id', email: admin.email, name: 'Mallory', role: 'user', createdAt: new Date(0) };
    row = { account, passwordHash: 'hash of mallory' };

    expect(await seed()).to.equal('seeded');
    expect(row).to.deep.include({ passwordHash: 'hash of from the environment' });
    expect(ended).to.deep.equal(['id']);
  });
});
