import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import {
  googleClaims,
  googleIdToken,
  type LocalOAuthProvider,
  type Person,
  startLocalOAuthProvider,
} from '../testing/local-oauth-provider.ts';
import { cookiesOf, ownOrigin, type RunningAuth, runAuth } from '../testing/running-auth.ts';

const client = { id: 'client-of-tests', secret: 'secret-of-tests' };
const names = ['google', 'kakao', 'naver'] as const;

describe('signing in with Google, Kakao and Naver, against a local provider', function () {
  this.timeout(60_000);
  let auth: RunningAuth;
  let provider: LocalOAuthProvider;
  let people = 0;

  before(async () => {
    provider = await startLocalOAuthProvider(client.id, client.secret);
    const keys = names.map((name) => name.toUpperCase());
    auth = await runAuth({
      env: {
        OAUTH_LOCAL_PROVIDER_URL: provider.url,
        ...Object.fromEntries(keys.map((name) => [`${name}_CLIENT_ID`, client.id])),
        ...Object.fromEntries(keys.map((name) => [`${name}_CLIENT_SECRET`, client.secret])),
      },
    });
  });
  after(async () => {
    await auth.close();
    await provider.close();
  });
  beforeEach(() => Object.assign(provider.state, { slow: false, ill: false }));

  const newPerson = (more: Partial<Person> = {}): Person => {
    people += 1;
    return { subject: String(9_000_000 + people), name: `Person ${people}`, ...more };
  };
  const newEmail = () => `oauth${++people}@example.com`;
  const post = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
    auth.call('POST', path, { body, headers: { origin: ownOrigin, ...headers } });
  const read = async (response: Response) => ({
    status: response.status,
    body: (await response.json()) as ReturnType<typeof JSON.parse>,
    cookies: response.headers.getSetCookie(),
  });
  const begin = async (name: string, headers: Record<string, string> = {}, path = `/api/auth/oauth/${name}/begin`) => {
    const response = await post(path, undefined, headers);
    const cookie = cookiesOf(response);
    const { body } = await read(response);
    return { cookie, url: String(body.authorizationUrl) };
  };
  const signIn = async (name: string, person: Person) => {
    const { cookie, url } = await begin(name);
    const { code, state } = provider.agree(url, person);
    return read(await post(`/api/auth/oauth/${name}`, { code, state }, { cookie }));
  };
  const register = async (email: string) => {
    const answer = await read(
      await post(
        '/api/auth/register',
        { email, password: 'correct horse', name: 'Local' },
        {
          'x-forwarded-for': `10.7.${people % 250}.${Math.floor(people / 250)}`,
        },
      ),
    );
    return answer.body.user;
  };
  const identityOf = (user: { id: string; email: string }) => ({
    'x-user-id': user.id,
    'x-user-email': user.email,
    'x-user-role': 'user',
  });
  const link = async (name: string, person: Person, user: { id: string; email: string }) => {
    const identity = identityOf(user);
    const { cookie, url } = await begin(name, identity, `/api/auth/links/${name}/begin`);
    const { code, state } = provider.agree(url, person);
    return read(await post(`/api/auth/links/${name}`, { code, state }, { cookie, ...identity }));
  };

  for (const name of names) {
    it(`${name}: opens an account for somebody new, and the same one the next time`, async () => {
      const person = newPerson({ email: newEmail(), emailVerified: true });

      const [first, second] = [await signIn(name, person), await signIn(name, { ...person, name: 'Renamed' })];

      expect([first.status, second.status]).to.deep.equal([200, 200]);
      expect(first.body.user).to.include({ name: person.name, role: 'user' });
      expect(second.body.user).to.deep.equal(first.body.user);
      expect(first.cookies.map((cookie) => cookie.split('=', 1)[0])).to.include.members([
        'access_token',
        'refresh_token',
      ]);
    });

    it(`${name}: sends state and PKCE, and what it keeps in the browser no page can read or set`, async () => {
      const response = await post(`/api/auth/oauth/${name}/begin`);
      const [cookie = ''] = response.headers.getSetCookie();
      const query = new URL(((await response.json()) as { authorizationUrl: string }).authorizationUrl).searchParams;

      expect(query.get('code_challenge_method')).to.equal('S256');
      expect(query.get('code_challenge')).to.match(/^[\w-]{43}$/);
      expect(query.get('state')).to.match(/^[\w-]{40,}$/);
      expect(query.get('redirect_uri')).to.equal(`${ownOrigin}/login/${name}`);
      expect(cookie).to.match(/^__Host-urr-oauth=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      expect(query.get('nonce') !== null).to.equal(name === 'google');
    });

    it(`${name}: refuses another state, another browser, another provider's flow and a code that was used`, async () => {
      const person = newPerson();
      const mine = await begin(name);
      const { code, state } = provider.agree(mine.url, person);
      const other = await begin(name);
      const elsewhere = await begin(name === 'kakao' ? 'naver' : 'kakao');
      const path = `/api/auth/oauth/${name}`;

      const refusals = [
        await post(path, { code, state: 'forged-state-forged-state' }, { cookie: mine.cookie }),
        await post(path, { code, state }),
        await post(path, { code, state }, { cookie: other.cookie }),
        await post(
          path,
          { code, state: new URL(elsewhere.url).searchParams.get('state') },
          { cookie: elsewhere.cookie },
        ),
      ];
      const good = await post(path, { code, state }, { cookie: mine.cookie });
      refusals.push(await post(path, { code, state }, { cookie: mine.cookie }));

      expect(good.status).to.equal(200);
      for (const refusal of refusals) {
        expect(refusal.headers.getSetCookie().join()).to.contain('Max-Age=0');
        expect(await read(refusal)).to.deep.include({ status: 401 });
      }
    });
  }

  it("refuses a code that was made for somebody else's browser (PKCE)", async () => {
    const [victim, thief] = [await begin('kakao'), await begin('kakao')];
    const { code } = provider.agree(victim.url, newPerson());
    const state = new URL(thief.url).searchParams.get('state');

    const answer = await read(await post('/api/auth/oauth/kakao', { code, state }, { cookie: thief.cookie }));

    expect([answer.status, answer.body.code]).to.deep.equal([401, 'OAUTH_REFUSED']);
  });

  for (const [name, person] of [
    ['kakao', {}],
    ['naver', {}],
    ['naver', { email: 'unproven@example.com' }],
    ['kakao', { email: 'unproven@example.com', emailVerified: false }],
    ['google', { email: 'unproven@example.com', emailVerified: false }],
  ] as const) {
    it(`${name}: opens an account without an e-mail for somebody ${'email' in person ? 'whose e-mail is unproven' : 'who has none'}`, async () => {
      const { status, body } = await signIn(name, newPerson(person));

      expect(status).to.equal(200);
      expect(body.user.email).to.match(/^member-[0-9a-f]{16}@no-email\.invalid$/);
    });
  }

  it('opens no account that was registered with the same e-mail: either could be a stranger', async () => {
    const email = newEmail();
    const local = await register(email);
    const person = newPerson({ email: email.toUpperCase(), emailVerified: true });

    const refused = await signIn('google', person);
    const linked = await link('google', person, local);
    const after = await signIn('google', person);

    expect([refused.status, refused.body.code]).to.deep.equal([409, 'OAUTH_LINK_REQUIRED']);
    expect([linked.status, after.status, after.body.user.id]).to.deep.equal([200, 200, local.id]);
  });

  it('lets an unproven e-mail take over nothing, however it is said', async () => {
    const email = newEmail();
    const local = await register(email);

    const answers = [
      await signIn('naver', newPerson({ email })),
      await signIn('kakao', newPerson({ email, emailVerified: false })),
      await signIn('google', newPerson({ email, emailVerified: false })),
    ];

    for (const { body } of answers) expect(body.user.id).not.to.equal(local.id);
  });

  it('takes two providers that both vouch for one address for one person', async () => {
    const email = newEmail();

    const google = await signIn('google', newPerson({ email, emailVerified: true }));
    const kakao = await signIn('kakao', newPerson({ email, emailVerified: true }));
    const secondGoogle = await signIn('google', newPerson({ email, emailVerified: true }));

    expect(kakao.body.user.id).to.equal(google.body.user.id);
    // An address that was given to somebody else: another subject, not the same person.
    expect(secondGoogle.status).to.equal(409);
  });

  it('makes one account of ten sign-ins of somebody new at once', async () => {
    const person = newPerson({ email: newEmail(), emailVerified: true });

    const answers = await Promise.all(Array.from({ length: 10 }, () => signIn('google', person)));

    expect(new Set(answers.map(({ body }) => body.user?.id))).to.have.length(1);
  });

  it('links and unlinks, once each, and leaves a last way in', async () => {
    const [ann, bob] = [await register(newEmail()), await register(newEmail())];
    const person = newPerson();
    await link('naver', person, ann);

    const again = await link('naver', person, ann);
    const theft = await link('naver', person, bob);
    const second = await link('naver', newPerson(), ann);
    const list = await read(await auth.call('GET', '/api/auth/links', { headers: identityOf(ann) }));
    const unlink = (user: { id: string; email: string }) =>
      auth.call('DELETE', '/api/auth/links/naver', { headers: { origin: ownOrigin, ...identityOf(user) } });
    const gone = [await unlink(ann), await unlink(ann)];
    const { user: onlyKakao } = (await signIn('kakao', newPerson())).body;
    const last = await read(
      await auth.call('DELETE', '/api/auth/links/kakao', { headers: { origin: ownOrigin, ...identityOf(onlyKakao) } }),
    );

    expect([again.status, theft.body.code, second.body.code]).to.deep.equal([
      200,
      'OAUTH_IDENTITY_TAKEN',
      'OAUTH_IDENTITY_TAKEN',
    ]);
    expect(list.body.links.map(({ provider: name }: { provider: string }) => name)).to.deep.equal(['naver']);
    expect(gone.map(({ status }) => status)).to.deep.equal([200, 404]);
    expect([last.status, last.body.code]).to.deep.equal([409, 'LAST_WAY_IN']);
  });

  it('ends a flow as what it was begun for, and for whom', async () => {
    const [ann, bob] = [await register(newEmail()), await register(newEmail())];
    const mine = await begin('kakao', identityOf(ann), '/api/auth/links/kakao/begin');
    const back = provider.agree(mine.url, newPerson());
    const body = { code: back.code, state: back.state };

    const asSignIn = await read(await post('/api/auth/oauth/kakao', body, { cookie: mine.cookie }));
    const forBob = await read(await post('/api/auth/links/kakao', body, { cookie: mine.cookie, ...identityOf(bob) }));

    expect([asSignIn.body.code, forBob.body.code]).to.deep.equal(['OAUTH_REFUSED', 'OAUTH_REFUSED']);
  });

  it("takes the credential of Google's button, and none that was forged, is old or is another's", async () => {
    const person = newPerson({ email: newEmail(), emailVerified: true });
    const claims = googleClaims(person, client.id);
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const credential = (token: string) => post('/api/auth/google', { credential: token });

    const good = await read(await credential(googleIdToken(claims)));
    const forged = [
      googleIdToken(claims, { key: stranger }),
      googleIdToken(claims, { header: { alg: 'none' } }),
      googleIdToken(claims, { header: { alg: 'HS256' } }),
      googleIdToken(claims, { header: { kid: 'unknown' } }),
      googleIdToken({ ...claims, aud: 'another-client' }),
      googleIdToken({ ...claims, iss: 'https://evil.example' }),
      googleIdToken({ ...claims, exp: claims.iat - 60 }),
      googleIdToken({ ...claims, iat: claims.iat - 3_600 }),
      googleIdToken({ ...claims, sub: undefined }),
      `${googleIdToken(claims).slice(0, -6)}AAAAAA`,
      'a.b.c',
      'x',
    ];

    expect([good.status, good.body.user.email]).to.deep.equal([200, person.email]);
    for (const token of forged) expect(await read(await credential(token))).to.deep.include({ status: 401 });
    expect((await post('/api/auth/google', {})).status).to.equal(422);
    expect(provider.state.profileReads, 'unknown keys do not make us ask each time').to.be.below(20);
  });

  it('says so when a provider is ill', async () => {
    const { cookie, url } = await begin('naver');
    const { code, state } = provider.agree(url, newPerson());
    provider.state.ill = true;

    const answer = await read(await post('/api/auth/oauth/naver', { code, state }, { cookie }));

    expect([answer.status, answer.body.code]).to.deep.equal([502, 'UPSTREAM_FAILED']);
  });

  it('refuses pages of other sites, and providers that do not exist or are not set up', async () => {
    const bare = await runAuth({ databaseUrl: auth.databaseUrl });
    const evil = await auth.call('POST', '/api/auth/oauth/google/begin', {
      headers: { origin: 'https://evil.example' },
    });
    const unknown = await post('/api/auth/oauth/github/begin');
    const notSetUp = await bare.call('POST', '/api/auth/oauth/google/begin', { headers: { origin: ownOrigin } });
    const noButton = await bare.call('POST', '/api/auth/google', {
      headers: { origin: ownOrigin },
      body: { credential: 'x' },
    });
    await bare.close();

    expect([evil.status, unknown.status, notSetUp.status, noButton.status]).to.deep.equal([403, 422, 404, 404]);
  });
});
