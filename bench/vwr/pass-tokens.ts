/** Issuing and checking passes: ours, and jsonwebtoken with three RS256 tokens as AWS's waiting room issues them. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { decide } from '../../edge/viewer-request/decision.ts';
import { entryToken, vwrToken } from '../../services/shared/tokens/claims.ts';
import { generateSigningJwk, importKeySet, importSigningKeys, publicJwks } from '../../services/shared/tokens/keys.ts';
import { createTokenSigner } from '../../services/shared/tokens/sign.ts';
import { createTokenVerifier } from '../../services/shared/tokens/verify.ts';

const eventId = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const clock = () => new Date();
const [key] = importSigningKeys([generateSigningJwk('bench')]);
const keys = importKeySet(publicJwks([key]));
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const claims = () => ({ sub: eventId, uid: 'anonymous', jti: randomUUID(), place: 7 });
const signer = createTokenSigner({ kind: vwrToken, key, clock });

/** A pass of ours. */
export const issueOurs = (): string => signer.sign(claims(), 600);

/** Access, refresh and id token of AWS's waiting room. */
export const issueThree = (): string[] =>
  ['access', 'refresh', 'id'].map((use) =>
    jsonwebtoken.sign({ ...claims(), use }, rsa.privateKey, { algorithm: 'RS256', expiresIn: 600 }),
  );

/** Decisions at the edge about requests whose passes were never seen before: the dearest case. */
export function decisionsPerSecond(count: number): number {
  const passes = Array.from({ length: count }, issueOurs);
  const knowledge = {
    vwrTokens: createTokenVerifier({ kind: vwrToken, keys: () => keys, clock, cacheSize: 1_000 }),
    entryTokens: createTokenVerifier({ kind: entryToken, keys: () => keys, clock, cacheSize: 1_000 }),
    isActive: () => true,
  };
  return perCpuSecond(count, (index) => {
    const headers = { cookie: [{ key: 'Cookie', value: `theme=dark; urr-vwr-token=${passes[index] ?? ''}` }] };
    if (decide({ method: 'GET', uri: `/events/${eventId}`, headers }, knowledge) !== undefined)
      throw new Error('the edge refused a good pass');
  });
}

/** How often `work` can be done in a second of CPU time. */
export function perCpuSecond(count: number, work: (index: number) => void): number {
  const before = process.cpuUsage();
  for (let index = 0; index < count; index += 1) work(index);
  const { user, system } = process.cpuUsage(before);
  return (count / (user + system)) * 1_000_000;
}
