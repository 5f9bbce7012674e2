import { OAuth2Tokens } from 'arctic';
import { request } from 'undici';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ClientSettings, Secrets } from './oauth-provider.ts';

/** People wait for it; a provider that is slower than this is down. */
const patienceMs = 5_000;

/**
 * Exchanges the code for tokens. Not by arctic's own clients: they have no time-out, their addresses are fixed, and Kakao and
 * Naver want the secret in the body, where its general client sends it as Basic authentication only.
 * @throws AppError OAUTH_REFUSED (the code is no good), UPSTREAM_FAILED, UPSTREAM_TIMEOUT
 */
export async function exchangeCode(
  address: string,
  client: ClientSettings,
  code: string,
  { verifier, state }: Secrets,
): Promise<OAuth2Tokens> {
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: client.redirectUri,
    client_id: client.clientId,
    client_secret: client.clientSecret,
    code_verifier: verifier,
    // Naver wants it back; the others pass over it.
    state,
  });
  const { status, body } = await call(address, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
  const answer = z.record(z.string(), z.unknown()).safeParse(body);
  // Naver answers its errors with 200.
  if (status >= 400 || !answer.success || 'error' in answer.data) throw refused();
  return new OAuth2Tokens(answer.data);
}

/** Reads JSON that a provider holds for the owner of the token, or for everybody. */
export async function readJson<T>(address: string, schema: z.ZodType<T>, accessToken?: string): Promise<T> {
  const headers = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
  const { status, body } = await call(address, { method: 'GET', headers });
  if (status >= 400) throw refused();
  const answer = schema.safeParse(body);
  if (!answer.success)
    throw new AppError('UPSTREAM_FAILED', 'The provider answered something unexpected.', {}, answer.error);
  return answer.data;
}

/** The token of this name. @throws AppError UPSTREAM_FAILED without it */
export function tokenOf(tokens: OAuth2Tokens, which: 'access' | 'id'): string {
  try {
    return which === 'access' ? tokens.accessToken() : tokens.idToken();
  } catch (error) {
    throw new AppError('UPSTREAM_FAILED', `The provider sent no ${which} token.`, {}, error);
  }
}

export const refused = () => new AppError('OAUTH_REFUSED', 'The provider did not confirm this sign-in; begin again.');

interface Call {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function call(address: string, { method, headers, body }: Call): Promise<{ status: number; body: unknown }> {
  try {
    const answer = await request(address, {
      method,
      headers: { accept: 'application/json', ...headers },
      body: body ?? null,
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 500) throw new AppError('UPSTREAM_FAILED', 'The provider is not well; try again later.');
    return { status: answer.statusCode, body: parsed(text) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const isSlow = error instanceof Error && error.name === 'TimeoutError';
    throw isSlow
      ? new AppError('UPSTREAM_TIMEOUT', 'The provider did not answer in time.', {}, error)
      : new AppError('UPSTREAM_FAILED', 'The provider could not be reached.', {}, error);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
