/** Issuing and checking passes: ours, and jsonwebtoken with three RS256 tokens as AWS's waiting room issues them. */
import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { decide, type EdgeKnowledge } from '../../edge/viewer-request/decision.ts';
import { entryToken, vwrToken } from '../../services/shared/tokens/claims.ts';
import { generateSigningJwk, importKeySet, importSigningKeys, publicJwks } from '../../services/shared/tokens/keys.ts';
import { createTokenSigner } from '../../services/shared/tokens/sign.ts';
import { createTokenVerifier } from '../../services/shared/tokens/verify.ts';
import { joseDecides } from './jose-edge.ts';

const eventId = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const uri = `/events/${eventId}`;
const clock = () => new Date();
const [key] = importSigningKeys([generateSigningJwk('bench')]);
const keys = importKeySet(publicJwks([key]));
const publicKey = createPublicKey(key.privateKey);
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

function knowledge(): EdgeKnowledge {
  return {
    vwrTokens: createTokenVerifier({ kind: vwrToken, keys: () => keys, clock, cacheSize: 1_000 }),
    entryTokens: createTokenVerifier({ kind: entryToken, keys: () => keys, clock, cacheSize: 1_000 }),
    isActive: () => true,
  };
}

const cookieOf = (pass: string) => `theme=dark; urr-vwr-token=${pass}`;

/** Decisions of ours about requests whose passes come from `different` people: all new, or few that come again. */
export function ourDecisions(different: number): (index: number) => void {
  const passes = Array.from({ length: different }, issueOurs);
  const known = knowledge();
  return (index) => {
    const headers = { cookie: [{ key: 'Cookie', value: cookieOf(passes[index % different] ?? '') }] };
    if (decide({ method: 'GET', uri, headers }, known) !== undefined) throw new Error('the edge refused a good pass');
  };
}

/** The same by jose. */
export function joseDecisions(different: number): (index: number) => Promise<void> {
  const passes = Array.from({ length: different }, issueOurs);
  return async (index) => {
    if (!(await joseDecides(uri, cookieOf(passes[index % different] ?? ''), publicKey)))
      throw new Error('jose refused a good pass');
  };
}

/** How often `work` can be done in a second of CPU time. */
export async function perCpuSecond(count: number, work: (index: number) => unknown): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < count; index += 1) {
    const done = work(index);
    if (done instanceof Promise) await done;
  }
  const { user, system } = process.cpuUsage(before);
  return (count / (user + system)) * 1_000_000;
}
