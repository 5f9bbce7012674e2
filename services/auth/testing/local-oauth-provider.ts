import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

/** Somebody at the local provider, as each of the three would tell of them. */
export interface Person {
  readonly subject: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly name?: string;
}

interface Grant {
  readonly person: Person;
  readonly query: URLSearchParams;
  used: boolean;
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const kid = 'local-1';
const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An ID token as Google makes them; `change` plays forgeries. */
export function googleIdToken(claims: object, change: { header?: object; key?: typeof privateKey } = {}): string {
  const text = `${segment({ alg: 'RS256', kid, ...change.header })}.${segment(claims)}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), change.key ?? privateKey).toString('base64url')}`;
}

/** What Google would say of a person in the ID token for this client. */
export function googleClaims(person: Person, clientId: string, nonce?: string) {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: 'https://accounts.google.com',
    aud: clientId,
    sub: person.subject,
    iat: now,
    exp: now + 3600,
    ...(nonce && { nonce }),
    ...(person.email && { email: person.email, email_verified: person.emailVerified ?? false }),
    ...(person.name && { name: person.name }),
  };
}

/**
 * For tests: Google, Kakao and Naver in one small program with the same wire, strict about what they must check: client,
 * redirect URI, one use of a code, PKCE.
 */
export async function startLocalOAuthProvider(clientId: string, clientSecret: string) {
  const grants = new Map<string, Grant>();
  const holders = new Map<string, Person>();
  const state = { slow: false, ill: false, profileReads: 0 };
  const app = express();

  app.post('/:name/token', express.urlencoded({ extended: false }), (req, res) => {
    if (state.slow) return;
    if (state.ill) return void res.status(503).send('ill');
    const form = req.body as Record<string, string>;
    const grant = grants.get(form.code ?? '');
    const fault = grant ? faultOf(grant, form) : 'no such code';
    // Naver says what is wrong with 200.
    if (!grant || fault !== undefined)
      return void res
        .status(req.params.name === 'naver' ? 200 : 400)
        .json({ error: 'invalid_grant', error_description: fault });
    grant.used = true;
    const accessToken = randomUUID();
    holders.set(accessToken, grant.person);
    const nonce = grant.query.get('nonce') ?? undefined;
    res.json({
      access_token: accessToken,
      token_type: 'bearer',
      ...(req.params.name === 'google' && { id_token: googleIdToken(googleClaims(grant.person, clientId, nonce)) }),
    });
  });

  app.get('/:name/profile', (req, res) => {
    state.profileReads += 1;
    if (req.params.name === 'google') return void res.json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid }] });
    const person = holders.get((req.headers.authorization ?? '').replace(/^Bearer /, ''));
    if (!person) return void res.status(401).json({ msg: 'no such token' });
    res.json(req.params.name === 'kakao' ? kakaoPerson(person) : naverPerson(person));
  });

  function faultOf({ used, query }: Grant, form: Record<string, string>): string | undefined {
    if (used) return 'the code was used';
    if (form.client_id !== clientId || form.client_secret !== clientSecret) return 'wrong client';
    if (form.redirect_uri !== query.get('redirect_uri')) return 'another redirect_uri';
    const challenge = createHash('sha256')
      .update(form.code_verifier ?? '')
      .digest('base64url');
    return challenge === query.get('code_challenge') ? undefined : 'wrong verifier';
  }

  const server: Server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    /** What the person does in the provider's window: signs in and agrees. @returns what comes back to our page */
    agree(authorizationUrl: string, person: Person): { code: string; state: string; query: URLSearchParams } {
      const query = new URL(authorizationUrl).searchParams;
      if (query.get('response_type') !== 'code' || query.get('client_id') !== clientId)
        throw new Error('not for this client');
      const code = randomUUID();
      grants.set(code, { person, query, used: false });
      return { code, state: query.get('state') ?? '', query };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type LocalOAuthProvider = Awaited<ReturnType<typeof startLocalOAuthProvider>>;

const kakaoPerson = ({ subject, email, emailVerified, name }: Person) => ({
  id: Number(subject),
  kakao_account: {
    ...(email && { email, is_email_valid: true, is_email_verified: emailVerified ?? false }),
    ...(name && { profile: { nickname: name } }),
  },
});

const naverPerson = ({ subject, email, name }: Person) => ({
  resultcode: '00',
  message: 'success',
  response: { id: subject, ...(email && { email }), ...(name && { name }) },
});
