import { expect } from 'chai';
import { seedAdmin } from '../admin/seed-admin.ts';
import { ownOrigin, type RunningAuth, runAuth } from '../testing/running-auth.ts';

interface Known {
  readonly id: string;
  readonly email: string;
}

describe('roles and tokens, for administrators and services', function () {
  this.timeout(60_000);
  let auth: RunningAuth;
  let admin: Known;
  let people = 0;

  before(async () => {
    auth = await runAuth();
    await seedAdmin(auth.deps, { email: 'root@example.com', password: 'from the environment' });
    const account = await auth.deps.accounts.credentialsByEmail('root@example.com');
    admin = { id: account?.account.id ?? '', email: 'root@example.com' };
  });
  after(() => auth.close());

  const as = ({ id, email }: Known, role: 'user' | 'admin' = 'admin') => ({
    origin: ownOrigin,
    'x-forwarded-for': '203.0.113.7',
    'x-user-id': id,
    'x-user-email': email,
    'x-user-role': role,
  });
  const register = async () => {
    people += 1;
    const email = `role${people}@example.com`;
    const response = await auth.call('POST', '/api/auth/register', {
      body: { email, password: 'correct horse', name: `100% Role_${people}` },
      headers: { 'x-forwarded-for': `10.8.0.${people}` },
    });
    const body = (await response.json()) as { token: string; refreshToken: string; user: Known };
    return { ...body, ...body.user };
  };
  const setRole = async (by: Known, user: { id: string }, role: string, claimed: 'user' | 'admin' = 'admin') => {
    const answer = await auth.call('PUT', `/api/auth/users/${user.id}/role`, {
      body: { role },
      headers: as(by, claimed),
    });
    return { status: answer.status, body: (await answer.json()) as ReturnType<typeof JSON.parse> };
  };
  const get = async (path: string) =>
    (await (await auth.call('GET', path, { headers: as(admin) })).json()) as ReturnType<typeof JSON.parse>;
  const verify = async (token: string) =>
    (await (await auth.call('POST', '/api/auth/verify-token', { body: { token } })).json()) as ReturnType<
      typeof JSON.parse
    >;

  it('are given by an administrator, on record, and begin with a new session', async () => {
    const ann = await register();

    const given = await setRole(admin, ann, 'admin');
    const again = await setRole(admin, ann, 'admin');
    const refreshed = await auth.call('POST', '/api/auth/refresh', { body: { refreshToken: ann.refreshToken } });
    const { changes } = await get('/api/auth/role-changes');

    expect([given.body.user.role, given.body.changed, again.body.changed]).to.deep.equal(['admin', true, false]);
    expect(refreshed.status).to.equal(401);
    expect(changes[0]).to.include({
      adminId: admin.id,
      userId: ann.id,
      roleBefore: 'user',
      roleAfter: 'admin',
      address: '203.0.113.7',
    });
    expect(changes.filter(({ userId }: { userId: string }) => userId === ann.id)).to.have.length(1);
  });

  it('are taken away, and the token that still says admin gives no role to anybody', async () => {
    const [ann, bob] = [await register(), await register()];
    await setRole(admin, ann, 'admin');
    await setRole(admin, ann, 'user');

    const late = await setRole(ann, bob, 'admin');

    expect([late.status, late.body.code]).to.deep.equal([403, 'ADMIN_REQUIRED']);
  });

  it('never leave the house without an administrator, also when two take each other down', async () => {
    const [ann, bob] = [await register(), await register()];
    await setRole(admin, ann, 'admin');
    await setRole(admin, bob, 'admin');

    const own = await setRole(admin, admin, 'user');
    const duel = await Promise.all([setRole(ann, bob, 'user'), setRole(bob, ann, 'user')]);

    expect([own.status, own.body.code]).to.deep.equal([409, 'OWN_ROLE']);
    expect(duel.map(({ status }) => status)).to.have.members([200, 403]);
  });

  it('are nothing that users or strangers can ask for', async () => {
    const ann = await register();

    expect((await setRole(ann, ann, 'admin', 'user')).status).to.equal(403);
    expect((await setRole(admin, { id: crypto.randomUUID() }, 'admin')).body.code).to.equal('ACCOUNT_NOT_FOUND');
    expect((await setRole(admin, ann, 'owner')).status).to.equal(422);
    for (const path of ['/api/auth/users', '/api/auth/role-changes'])
      expect((await auth.call('GET', path, { headers: as(ann, 'user') })).status).to.equal(403);
  });

  it('find accounts by a part of e-mail or name, taken literally', async () => {
    const ann = await register();
    const ids = async (q: string) =>
      (await get(`/api/auth/users?q=${encodeURIComponent(q)}`)).users.map(({ id }: Known) => id);

    expect(await ids(ann.email.slice(0, -4).toUpperCase())).to.deep.equal([ann.id]);
    expect(await ids('100% role_')).to.include(ann.id);
    expect(await ids('100%%role')).to.deep.equal([]);
    expect((await auth.call('GET', '/api/auth/users?q=%00', { headers: as(admin) })).status).to.equal(422);
  });

  it('say whose a token is, as the account is now', async () => {
    const ann = await register();
    await setRole(admin, ann, 'admin');

    expect(await verify(ann.token)).to.deep.equal({
      valid: true,
      user: { userId: ann.id, email: ann.email, name: `100% Role_${people}`, role: 'admin' },
    });
    for (const token of ['', 'x', `${ann.token}x`, ann.refreshToken])
      expect(await verify(token)).to.deep.equal({ valid: false, user: null });
  });
});
