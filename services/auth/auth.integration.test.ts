import { expect } from 'chai';
import { authorizationOf } from '../shared/testing/foundation-fake.ts';
import { accessToken } from '../shared/tokens/claims.ts';
import { generateSigningJwk, importKeySet } from '../shared/tokens/keys.ts';
import { createTokenVerifier } from '../shared/tokens/verify.ts';
import { seedAdmin } from './admin/seed-admin.ts';
import { cookiesOf, ownOrigin, type RunningAuth, runAuth } from './testing/running-auth.ts';

interface SignedInBody {
  token: string;
  refreshToken: string;
  user: { id: string; userId: string; email: string; name: string; role: string };
}

describe('auth over HTTP', function () {
  this.timeout(60_000);
  let auth: RunningAuth;
  let people = 0;

  before(async () => {
    auth = await runAuth();
  });
  after(() => auth.close());

  // Every person has an address of their own, so that the lockout of one test does not reach the next.
  const newPerson = () => {
    people += 1;
    const body = {
      email: `person${people}@example.com`,
      password: 'correct horse',
      name: '김하나',
      phone: '010-1234-5678',
    };
    return { body, headers: { 'x-forwarded-for': `10.1.0.${people}`, 'user-agent': 'test phone' } };
  };
  const register = async () => {
    const person = newPerson();
    const response = await auth.call('POST', '/api/auth/register', person);
    const body = (await response.json()) as SignedInBody;
    const identity = { 'x-user-id': body.user.id, 'x-user-email': body.user.email, 'x-user-role': 'user' };
    return { ...person, response, body, credentials: person.body, identity, cookie: cookiesOf(response) };
  };
  const login = ({ email, password }: { email: string; password: string }, headers: Record<string, string>) =>
    auth.call('POST', '/api/auth/login', { body: { email, password }, headers });
  const refresh = (headers: Record<string, string>, from?: { refreshToken: string }) =>
    auth.call('POST', '/api/auth/refresh', {
      headers: { origin: ownOrigin, ...headers },
      body: from && { refreshToken: from.refreshToken },
    });
  const codeOf = async (response: Response) =>
    `${response.status} ${((await response.json()) as { code: string }).code}`;
  const published = async ({ call }: RunningAuth) => {
    const keys = importKeySet(
      await (await call('GET', '/.well-known/jwks.json', { headers: { authorization: '' } })).json(),
    );
    return createTokenVerifier({ kind: accessToken, keys: () => keys, clock: () => new Date() });
  };

  it('registers a person and signs them in', async () => {
    const { response, body, credentials } = await register();

    expect(response.status).to.equal(201);
    expect(body.user).to.include({ email: credentials.email, name: '김하나', role: 'user', userId: body.user.id });
    expect((await published(auth)).verify(body.token)).to.include({ sub: body.user.id, email: credentials.email });
    expect(response.headers.get('cache-control')).to.equal('no-store');
  });

  it('sets cookies that both spellings of the refresh path receive (10.2 #1)', async () => {
    const { response } = await register();

    const shapes = response.headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]+/, '=…'));

    expect(shapes).to.deep.equal([
      'access_token=…; Max-Age=1800; Path=/; HttpOnly; Secure; SameSite=Lax',
      'refresh_token=…; Max-Age=604800; Path=/api/auth; HttpOnly; Secure; SameSite=Lax',
      'refresh_token=…; Max-Age=604800; Path=/api/v1/auth; HttpOnly; Secure; SameSite=Lax',
    ]);
  });

  it('answers 409 for an e-mail that is taken, however it is written (10.2 #5)', async () => {
    const { credentials, headers } = await register();

    const again = await auth.call('POST', '/api/auth/register', {
      body: { ...credentials, email: ` ${credentials.email.toUpperCase()} ` },
      headers,
    });

    expect(await codeOf(again)).to.equal('409 EMAIL_TAKEN');
  });

  it('makes one account of ten registrations at once', async () => {
    const person = newPerson();

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => auth.call('POST', '/api/auth/register', person)),
    );

    expect(answers.map(({ status }) => status)).to.have.members([201, ...Array.from({ length: 9 }, () => 409)]);
  });

  it('answers 401 for a wrong password and for an unknown account alike (10.2 #5)', async () => {
    const { credentials, headers } = await register();

    const wrong = await login({ ...credentials, password: 'wrong' }, headers);
    const unknown = await login({ email: 'nobody@example.com', password: 'wrong' }, headers);

    const [first, second] = [(await wrong.json()) as object, (await unknown.json()) as object];
    expect({ ...first, instance: '' }).to.deep.equal({ ...second, instance: '' });
    expect(first).to.include({ status: 401, code: 'INVALID_CREDENTIALS' });
  });

  it('stores the session of a login, so that it can be refreshed (10.2 #2)', async () => {
    const { credentials, headers } = await register();
    const response = await login(credentials, headers);

    const refreshed = await refresh({ cookie: cookiesOf(response) });

    expect(response.status).to.equal(200);
    expect(refreshed.status).to.equal(200);
    expect(((await refreshed.json()) as SignedInBody).user.email).to.equal(credentials.email);
  });

  it('locks an account after five failures from an address, says for how long, and spares its owner elsewhere (10.2 #6)', async () => {
    const { credentials, headers } = await register();
    for (let n = 0; n < 5; n += 1) await login({ ...credentials, password: 'wrong' }, headers);

    const locked = await login(credentials, headers);
    const elsewhere = await login(credentials, { ...headers, 'x-forwarded-for': '10.200.0.1' });

    expect(locked.headers.get('retry-after')).to.match(/^(29|30)$/);
    expect(await codeOf(locked)).to.equal('429 TOO_MANY_ATTEMPTS');
    expect(elsewhere.status).to.equal(200);
  });

  it('refreshes by cookie and by body, each token once', async () => {
    const { cookie, body } = await register();
    const byCookie = (await (await refresh({ cookie })).json()) as SignedInBody;

    const byBody = await refresh({}, { refreshToken: byCookie.refreshToken });

    expect(byBody.status).to.equal(200);
    expect(byCookie.refreshToken).not.to.equal(body.refreshToken);
  });

  it('lets one of two refreshes at once win and asks the other to try again', async () => {
    const { cookie } = await register();

    const answers = await Promise.all([refresh({ cookie }), refresh({ cookie })]);

    const loser = answers.find(({ status }) => status !== 200);
    expect(answers.map(({ status }) => status)).to.have.members([200, 409]);
    expect(loser?.headers.getSetCookie()).to.deep.equal([]);
  });

  it('ends the session for good when a spent token comes back after the grace (10.2 #3)', async () => {
    const { body, identity } = await register();
    const second = (await (await refresh({}, body)).json()) as SignedInBody;
    const past = new Date(Date.now() - 11_000);
    const { default: pg } = await import('pg');
    const client = new pg.Client(auth.databaseUrl);
    await client.connect();
    await client.query('UPDATE refresh_tokens SET revoked_at = $1 WHERE user_id = $2 AND revoked_at IS NOT NULL', [
      past,
      body.user.id,
    ]);
    await client.end();

    const reuse = await refresh({ cookie: `refresh_token=${body.refreshToken}` });
    const heir = await refresh({}, second);
    const sessions = await auth.call('GET', '/api/auth/sessions', { headers: identity });

    expect(reuse.headers.getSetCookie().every((cookie) => cookie.includes('Max-Age=0'))).to.equal(true);
    expect(await codeOf(reuse)).to.equal('401 REFRESH_TOKEN_REUSED');
    expect(await codeOf(heir)).to.equal('401 REFRESH_TOKEN_REUSED');
    expect(await sessions.json()).to.deep.equal({ sessions: [] });
  });

  it('refuses refresh tokens that it never issued (10.2 #4)', async () => {
    const { body } = await register();

    for (const refreshToken of ['A'.repeat(43), body.token, '', 'x'.repeat(512), '\u0000']) {
      expect(await codeOf(await refresh({}, { refreshToken }))).to.equal('401 REFRESH_TOKEN_INVALID');
    }
    expect(await codeOf(await refresh({}))).to.equal('401 REFRESH_TOKEN_INVALID');
  });

  it('refuses to act for a page of another site (10.2 #7)', async () => {
    const { cookie, credentials, headers } = await register();
    const origin = 'https://evil.example';

    const refusals = [
      await refresh({ cookie, origin }),
      await auth.call('POST', '/api/auth/logout', { headers: { cookie, origin } }),
      await auth.call('POST', '/api/auth/logout', { headers: { cookie } }),
      await login(credentials, { ...headers, origin }),
      await auth.call('POST', '/api/auth/register', { ...newPerson(), headers: { origin } }),
    ];

    for (const refusal of refusals) expect(await codeOf(refusal)).to.equal('403 ORIGIN_REFUSED');
    expect((await refresh({ cookie })).status).to.equal(200);
  });

  it('signs out everywhere and takes the cookies away', async () => {
    const { cookie, credentials, headers } = await register();
    const elsewhere = cookiesOf(await login(credentials, headers));

    const out = await auth.call('POST', '/api/auth/logout', { headers: { cookie, origin: ownOrigin } });

    expect(out.status).to.equal(200);
    expect(out.headers.getSetCookie()).to.have.length(3);
    expect(out.headers.getSetCookie().every((one) => one.includes('Max-Age=0'))).to.equal(true);
    expect(await codeOf(await refresh({ cookie }))).to.equal('401 REFRESH_TOKEN_REUSED');
    expect(await codeOf(await refresh({ cookie: elsewhere }))).to.equal('401 REFRESH_TOKEN_REUSED');
  });

  it('signs nobody out quietly', async () => {
    expect((await auth.call('POST', '/api/auth/logout')).status).to.equal(200);
  });

  it('says who is signed in', async () => {
    const { identity, body } = await register();

    const me = await auth.call('GET', '/api/auth/me', { headers: identity });

    expect(((await me.json()) as { user: object }).user).to.include({ id: body.user.id, name: '김하나', role: 'user' });
    expect(await codeOf(await auth.call('GET', '/api/auth/me'))).to.equal('401 AUTHENTICATION_REQUIRED');
    const gone = { ...identity, 'x-user-id': crypto.randomUUID() };
    expect(await codeOf(await auth.call('GET', '/api/auth/me', { headers: gone }))).to.equal(
      '401 AUTHENTICATION_REQUIRED',
    );
  });

  it('shows a person their devices and signs one of them out', async () => {
    const { identity, credentials, headers, cookie } = await register();
    await login(credentials, { ...headers, 'user-agent': 'other phone' });
    const list = async () => {
      const answer = await auth.call('GET', '/api/auth/sessions', { headers: identity });
      return ((await answer.json()) as { sessions: { id: string; userAgent: string; address: string }[] }).sessions;
    };
    const [other, first] = await list();

    expect([other?.userAgent, first?.userAgent]).to.deep.equal(['other phone', 'test phone']);
    expect(other?.address).to.equal(headers['x-forwarded-for']);
    expect((await auth.call('DELETE', `/api/auth/sessions/${other?.id}`, { headers: identity })).status).to.equal(200);
    expect((await list()).map(({ id }) => id)).to.deep.equal([first?.id]);
    expect((await refresh({ cookie })).status).to.equal(200);

    const stranger = await register();
    const theft = await auth.call('DELETE', `/api/auth/sessions/${first?.id}`, { headers: stranger.identity });
    expect(await codeOf(theft)).to.equal('404 SESSION_NOT_FOUND');
  });

  it('tells other services who people are, and nobody else', async () => {
    const [ann, bob] = [await register(), await register()];
    const asService = { authorization: authorizationOf('ticket') };

    const one = await auth.call('GET', `/internal/users/${ann.body.user.id}`, { headers: asService });
    const batch = await auth.call('POST', '/internal/users/batch', {
      headers: asService,
      body: { userIds: [ann.body.user.id, bob.body.user.id, ann.body.user.id, crypto.randomUUID()] },
    });

    expect(((await one.json()) as { user: object }).user).to.include({ email: ann.credentials.email });
    expect(((await batch.json()) as { users: { id: string }[] }).users.map(({ id }) => id)).to.have.members([
      ann.body.user.id,
      bob.body.user.id,
    ]);
    const unknown = await auth.call('GET', `/internal/users/${crypto.randomUUID()}`, { headers: asService });
    expect(await codeOf(unknown)).to.equal('404 ACCOUNT_NOT_FOUND');
    expect(await codeOf(await auth.call('GET', `/internal/users/${ann.body.user.id}`))).to.equal(
      '403 INTERNAL_CREDENTIAL_REFUSED',
    );
    const outside = await auth.call('GET', '/api/auth/me', { headers: { ...ann.identity, authorization: 'Bearer x' } });
    expect(await codeOf(outside)).to.equal('401 INTERNAL_CREDENTIAL_REQUIRED');
  });

  it('logs nobody out when the signing key is rotated and the old one stays published', async () => {
    const [oldKey, newKey] = [generateSigningJwk('old'), generateSigningJwk('new')];
    const keys = (...jwks: object[]) => ({
      databaseUrl: auth.databaseUrl,
      env: { ACCESS_TOKEN_KEYS: JSON.stringify(jwks) },
    });
    const before = await runAuth(keys(oldKey));
    const signedIn = (await (await before.call('POST', '/api/auth/register', newPerson())).json()) as SignedInBody;
    await before.close();

    const after = await runAuth(keys(newKey, oldKey));
    const verifier = await published(after);
    const refreshed = await after.call('POST', '/api/auth/refresh', { body: { refreshToken: signedIn.refreshToken } });
    await after.close();

    expect(verifier.verify(signedIn.token).sub).to.equal(signedIn.user.id);
    expect(refreshed.status).to.equal(200);
    expect(verifier.verify(((await refreshed.json()) as SignedInBody).token).sub).to.equal(signedIn.user.id);
  });

  it('makes the administrator of the environment, also when two replicas start at once (10.2 #8)', async () => {
    const admin = { email: 'admin@example.com', password: 'from the environment' };

    const done = await Promise.all([seedAdmin(auth.deps, admin), seedAdmin(auth.deps, admin)]);

    expect(done).to.include('seeded');
    const answer = await login(admin, { 'x-forwarded-for': '10.3.0.1' });
    expect(((await answer.json()) as SignedInBody).user.role).to.equal('admin');
  });
});
