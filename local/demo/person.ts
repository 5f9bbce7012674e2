/** Somebody with a browser: remembers their tokens and speaks to the gateway, nothing else. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

export interface Reply {
  readonly status: number;
  /** JSON; undefined when there was none. */
  readonly body: unknown;
}

export interface Person {
  readonly name: string;
  readonly id: string;
  call(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Reply>;
  /** One look at the line: `active` keeps the entry token for later calls. */
  visitLine(eventId: string): Promise<{
    status: 'queued' | 'active';
    peopleAhead?: number | undefined;
    estimatedWait?: number | null | undefined;
  }>;
  /** Looks again at the server's pace until admitted. @throws Error after 60 s */
  waitForTurn(eventId: string): Promise<void>;
}

const signedIn = z.object({ token: z.string(), user: z.object({ id: z.uuid() }) });
const line = z.object({
  status: z.enum(['queued', 'active']),
  entryToken: z.string().optional(),
  peopleAhead: z.int().optional(),
  estimatedWait: z.number().nullable().optional(),
  nextPoll: z.number(),
});

/** Registers a new account with a random address. @throws Error when the gateway refuses */
export async function registerPerson(gatewayUrl: string, name: string): Promise<Person> {
  const email = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@urr.local`;
  const answer = await send(gatewayUrl, 'POST', '/api/v1/auth/register', { email, password: randomUUID(), name }, {});
  const { token, user } = parsed(signedIn, answer, 201);
  return personWith(gatewayUrl, { name, id: user.id, token });
}

/** Signs in to an existing account. @throws Error when the gateway refuses */
export async function signInPerson(gatewayUrl: string, name: string, email: string, password: string): Promise<Person> {
  const { token, user } = parsed(
    signedIn,
    await send(gatewayUrl, 'POST', '/api/v1/auth/login', { email, password }, {}),
    200,
  );
  return personWith(gatewayUrl, { name, id: user.id, token });
}

function personWith(gatewayUrl: string, { name, id, token }: { name: string; id: string; token: string }): Person {
  let entryToken: string | undefined;
  const person: Person = {
    name,
    id,
    call: (method, path, body, headers = {}) =>
      send(gatewayUrl, method, path, body, {
        authorization: `Bearer ${token}`,
        ...(entryToken && { 'x-queue-entry-token': entryToken }),
        ...headers,
      }),
    async visitLine(eventId) {
      const seen = parsed(line, await person.call('POST', `/api/v1/queue/check/${eventId}`), 200);
      if (seen.entryToken) entryToken = seen.entryToken;
      return seen;
    },
    async waitForTurn(eventId) {
      const until = Date.now() + 60_000;
      while (Date.now() < until) {
        const seen = parsed(line, await person.call('POST', `/api/v1/queue/check/${eventId}`), 200);
        if (seen.entryToken) {
          entryToken = seen.entryToken;
          return;
        }
        await sleep(seen.nextPoll * 1_000);
      }
      throw new Error(`${name} was not admitted within a minute`);
    },
  };
  return person;
}

/** The body of a reply that must have this status and shape. @throws Error with what came instead */
export function parsed<T>(schema: z.ZodType<T>, reply: Reply, status: number): T {
  const body = schema.safeParse(reply.body);
  if (reply.status === status && body.success) return body.data;
  throw new Error(`expected ${status}, got ${reply.status} ${JSON.stringify(reply.body)?.slice(0, 500)}`);
}

async function send(
  gatewayUrl: string,
  method: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<Reply> {
  const response = await fetch(gatewayUrl + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}
