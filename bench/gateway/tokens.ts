import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { accessToken, entryToken } from '../../services/shared/tokens/claims.ts';
import { generateSigningJwk, importKeySet, importSigningKeys, publicJwks } from '../../services/shared/tokens/keys.ts';
import { createTokenSigner } from '../../services/shared/tokens/sign.ts';

const EVENT = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';

/** The path of the measured request: a seat map, so that every filter of the chain has work. */
export const seatMapPath = `/api/v1/seats/events/${EVENT}`;

/** Signed-in, admitted users, and the public keys that their tokens are checked with. */
export function createUsers(count: number) {
  const [accessKey] = importSigningKeys([generateSigningJwk('access-1')]);
  const [entryKey] = importSigningKeys([generateSigningJwk('entry-1')]);
  const clock = () => new Date();
  const access = createTokenSigner({ kind: accessToken, key: accessKey, clock });
  const entry = createTokenSigner({ kind: entryToken, key: entryKey, clock });
  const headerSets = Array.from({ length: count }, (_, place) => {
    const sub = randomUUID();
    const bearer = access.sign({ sub, email: `${sub}@urr.example`, role: 'user', jti: randomUUID() }, 3_600);
    const admission = entry.sign({ sub: EVENT, uid: sub, jti: randomUUID(), place }, 3_600);
    return [`cookie: access_token=${bearer}`, `x-queue-entry-token: ${admission}`, 'origin: http://localhost:3000'];
  });
  return { headerSets, accessJwks: publicJwks([accessKey]), entryJwks: publicJwks([entryKey]) };
}

/** The only key of a set in the form that jsonwebtoken's users have it. */
export function pemOf(jwks: object): string {
  const [key] = importKeySet(jwks).values();
  return key?.export({ type: 'spki', format: 'pem' }).toString() ?? '';
}

/** Auth's key document, as the gateway fetches it. */
export async function serveJwks(port: number, jwks: object): Promise<{ stop: () => Promise<void> }> {
  const server = createServer((_req, res) => {
    res.setHeader('content-type', 'application/json').end(JSON.stringify(jwks));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
