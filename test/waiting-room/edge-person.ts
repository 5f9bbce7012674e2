/** Somebody with a browser in front of the edge: keeps cookies, follows no redirect, signs in when asked to. */
import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';

const anyBody = z.looseObject({
  code: z.string().optional(),
  requestId: z.string().optional(),
  position: z.number().optional(),
  admitted: z.boolean().optional(),
});

/** What came back. `body` is empty unless it was JSON. */
export interface EdgeAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: z.infer<typeof anyBody>;
}

export class EdgePerson {
  readonly #edgeUrl: string;
  readonly #cookies = new Map<string, string>();
  readonly headers: Record<string, string> = {};
  /** The secret by which a browser finds its place again. */
  readonly claim = randomBytes(16).toString('base64url');

  constructor(edgeUrl: string) {
    this.#edgeUrl = edgeUrl;
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<EdgeAnswer> {
    return this.#send('GET', path, undefined, headers);
  }

  async post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<EdgeAnswer> {
    return this.#send('POST', path, body, headers);
  }

  /** A new account, signed in. */
  async register(name: string): Promise<void> {
    const email = `${name}-${randomUUID().slice(0, 8)}@urr.local`;
    await this.#signIn('/api/v1/auth/register', { email, password: randomUUID(), name });
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.#signIn('/api/v1/auth/login', { email, password });
  }

  /** Takes a place in the line of an event, or finds the one there is. */
  async join(eventId: string): Promise<EdgeAnswer> {
    return this.post(`/vwr-api/vwr/assign/${eventId}`, { claim: this.claim });
  }

  async #signIn(path: string, body: unknown): Promise<void> {
    const answer = await this.post(path, body);
    const { token } = z.object({ token: z.string() }).parse(answer.body);
    this.headers.authorization = `Bearer ${token}`;
  }

  async #send(
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<EdgeAnswer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.#edgeUrl + path, {
      method,
      redirect: 'manual',
      headers: {
        ...this.headers,
        ...(cookie !== '' && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: anyBody.parse(isJson ? JSON.parse(text) : {}),
    };
  }
}
