import { expect } from 'chai';
import { authorizationOf } from '../../shared/testing/foundation-fake.ts';
import { seedAdmin } from '../admin/seed-admin.ts';
import { cookiesOf, ownOrigin, type RunningAuth, runAuth } from '../testing/running-auth.ts';

describe('taking data along, and leaving', function () {
  this.timeout(60_000);
  let auth: RunningAuth;
  let people = 0;
  const day = 86_400_000;

  before(async () => {
    auth = await runAuth();
  });
  after(() => auth.close());

  const newPerson = async () => {
    people += 1;
    const credentials = { email: `leaver${people}@example.com`, password: 'correct horse' };
    const headers = { 'x-forwarded-for': `10.9.0.${people}`, 'user-agent': 'test phone' };
    const response = await auth.call('POST', '/api/auth/register', {
      body: { ...credentials, name: '김하나', phone: '010-1234-5678' },
      headers,
    });
    const { user, token } = (await response.json()) as { user: { id: string }; token: string };
    const identity = {
      'x-user-id': user.id,
      'x-user-email': credentials.email,
      'x-user-role': 'user',
      origin: ownOrigin,
    };
    const login = () => auth.call('POST', '/api/auth/login', { body: credentials, headers });
    return { id: user.id, token, credentials, identity, headers, login, cookie: cookiesOf(response) };
  };
  type Somebody = Awaited<ReturnType<typeof newPerson>>;
  const leave = async ({ identity, headers }: Somebody, body: unknown = { password: 'correct horse' }) => {
    const answer = await auth.call('POST', '/api/auth/me/deletion', { body, headers: { ...identity, ...headers } });
    return { status: answer.status, body: (await answer.json()) as ReturnType<typeof JSON.parse> };
  };
  const nowPlus = (days: number) => new Date(Date.now() + days * day);

  it('hands out everything that auth holds, and says where the rest is', async () => {
    const ann = await newPerson();

    const answer = await auth.call('GET', '/api/auth/me/export', { headers: ann.identity });
    const body = (await answer.json()) as ReturnType<typeof JSON.parse>;

    expect(answer.headers.get('cache-control')).to.equal('no-store');
    expect(body.account).to.include({
      id: ann.id,
      email: ann.credentials.email,
      name: '김하나',
      phone: '010-1234-5678',
      hasPassword: true,
      deletionDueAt: null,
    });
    expect(body.sessions[0]).to.include({ userAgent: 'test phone', address: ann.headers['x-forwarded-for'] });
    expect(body.elsewhere).to.include('/api/reservations/my');
    expect(JSON.stringify(body)).not.to.match(/argon2|passwordHash|token/i);
  });

  it('signs out everywhere at once and leaves the account alone for 30 days', async () => {
    const ann = await newPerson();

    const { status, body } = await leave(ann);
    const refreshed = await auth.call('POST', '/api/auth/refresh', {
      headers: { cookie: ann.cookie, origin: ownOrigin },
    });
    const early = await auth.deps.departures.anonymiseDue(nowPlus(29));

    expect(status).to.equal(202);
    expect(Date.parse(body.deletedAt) - Date.now()).to.be.within(30 * day - 60_000, 30 * day);
    expect([refreshed.status, early]).to.deep.equal([401, 0]);
  });

  it('keeps the account of whoever signs in again before, with everything', async () => {
    const ann = await newPerson();
    await leave(ann);

    const back = await ann.login();
    await auth.deps.departures.anonymiseDue(nowPlus(31));
    const me = await auth.call('GET', '/api/auth/me', { headers: ann.identity });

    expect([back.status, me.status]).to.deep.equal([200, 200]);
  });

  it('makes the account anonymous after 30 days: nobody signs in, nothing says who it was', async () => {
    const ann = await newPerson();
    await leave(ann);

    const gone = await auth.deps.departures.anonymiseDue(nowPlus(31));
    const asService = { authorization: authorizationOf('ticket') };
    const batch = await auth.call('POST', '/internal/users/batch', { headers: asService, body: { userIds: [ann.id] } });
    const { users } = (await batch.json()) as { users: { email: string; name: string }[] };
    const verified = await auth.call('POST', '/api/auth/verify-token', { body: { token: ann.token } });

    expect(gone).to.be.above(0);
    expect((await ann.login()).status).to.equal(401);
    expect((await auth.call('GET', '/api/auth/me', { headers: ann.identity })).status).to.equal(401);
    expect((await auth.call('GET', '/api/auth/me/export', { headers: ann.identity })).status).to.equal(401);
    expect(users[0]).to.include({ name: 'Deleted account', email: `deleted-${ann.id}@deleted.invalid` });
    expect(await verified.json()).to.deep.equal({ valid: false, user: null });
    // The address is free for whoever comes next.
    const again = await auth.call('POST', '/api/auth/register', {
      body: { ...ann.credentials, name: 'Next' },
      headers: { 'x-forwarded-for': '10.9.1.1' },
    });
    expect(again.status).to.equal(201);
  });

  it('asks for the password, counts wrong ones, and does not put the end off', async () => {
    const ann = await newPerson();

    const wrong = await leave(ann, { password: 'wrong' });
    const none = await leave(ann, {});
    const [first, second] = [await leave(ann), await leave(ann)];

    expect([wrong.status, wrong.body.code, none.body.code]).to.deep.equal([
      401,
      'INVALID_CREDENTIALS',
      'INVALID_CREDENTIALS',
    ]);
    expect(second.body.deletedAt).to.equal(first.body.deletedAt);
  });

  it('keeps administrators, and takes no orders from other sites', async () => {
    await seedAdmin(auth.deps, { email: 'stays@example.com', password: 'from the environment' });
    const admin = await auth.deps.accounts.credentialsByEmail('stays@example.com');
    const ann = await newPerson();
    const asAdmin = {
      ...ann,
      identity: { ...ann.identity, 'x-user-id': admin?.account.id ?? '', 'x-user-role': 'admin' },
    };

    expect((await leave(asAdmin)).body.code).to.equal('ADMIN_STAYS');
    expect((await leave({ ...ann, identity: { ...ann.identity, origin: 'https://evil.example' } })).body.code).to.equal(
      'ORIGIN_REFUSED',
    );
  });
});
