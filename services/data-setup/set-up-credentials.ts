import { createHash } from 'node:crypto';
import { type ServiceName, services } from '../registry.ts';
import { generateSigningJwk, importSigningKeys, publicJwks } from '../shared/tokens/keys.ts';
import { randomSecret } from './random-secret.ts';
import { type SecretStore, writeIfDifferent } from './secret-store.ts';

/** ARNs of the secrets with token keys (ruling E1), and with those of ticket codes. */
export interface TokenKeySecrets {
  readonly access: string;
  readonly entry: string;
  readonly entryPublic: string;
  readonly ticketCodes: string;
  readonly vwr: string;
  readonly vwrPublic: string;
}

const fingerprintOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * Gives every service a credential for calls to others and tells each the fingerprints of those who may call it, by the one
 * call graph (rulings B6, E8). @returns the services whose secret was written now
 */
export async function setUpInternalCredentials(
  arns: Readonly<Record<string, string>>,
  store: SecretStore,
): Promise<ServiceName[]> {
  const arnOf = (name: ServiceName): string => arns[name] ?? '';
  const found = await Promise.all(services.map(async ({ name }) => ({ name, before: await store.read(arnOf(name)) })));
  const credentials = new Map(found.map(({ name, before }) => [name, before?.INTERNAL_CREDENTIAL ?? randomSecret()]));
  const written: ServiceName[] = [];
  for (const { name, before } of found) {
    const callers = services.filter(({ calls }) => calls.some((callee) => callee === name));
    const fingerprints = callers.map((caller) => [caller.name, fingerprintOf(credentials.get(caller.name) ?? '')]);
    const after = {
      INTERNAL_CREDENTIAL: credentials.get(name) ?? '',
      INTERNAL_CALLERS: JSON.stringify(Object.fromEntries(fingerprints)),
    };
    if (await writeIfDifferent(store, arnOf(name), before, after)) written.push(name);
  }
  return written;
}

/**
 * Makes the ES256 keys of the three kinds of tokens (ruling E1) and of ticket codes where there are none.
 * @returns the public keys of tokens: auth publishes its own, the edge bundle is built with those of the waiting room. Ticket
 *   codes are read by the service that signs them, so theirs are nobody else's business
 */
export async function setUpTokenKeys(arns: TokenKeySecrets, store: SecretStore, day: string) {
  const access = await keysIn(store, arns.access, 'ACCESS_TOKEN_KEYS', `access-${day}`);
  const entry = await keysIn(store, arns.entry, 'ENTRY_TOKEN_KEYS', `entry-${day}`);
  const vwr = await keysIn(store, arns.vwr, 'VWR_TOKEN_KEYS', `vwr-${day}`);
  await keysIn(store, arns.ticketCodes, 'TICKET_CODE_KEYS', `ticket-${day}`);
  const entryPublic = { ENTRY_TOKEN_JWKS: JSON.stringify(entry) };
  await writeIfDifferent(store, arns.entryPublic, await store.read(arns.entryPublic), entryPublic);
  const vwrPublic = { VWR_TOKEN_JWKS: JSON.stringify(vwr) };
  await writeIfDifferent(store, arns.vwrPublic, await store.read(arns.vwrPublic), vwrPublic);
  return { access, entry, vwr };
}

/** The public half of the keys in a secret, which gets a first key if it has none. */
async function keysIn(store: SecretStore, arn: string, member: string, kid: string) {
  const before = await store.read(arn);
  const text = before?.[member] ?? JSON.stringify([generateSigningJwk(kid)]);
  const publicHalf = publicJwks(importSigningKeys(parsedKeys(arn, text)));
  await writeIfDifferent(store, arn, before, { ...before, [member]: text });
  return publicHalf;
}

/** @throws Error that names the secret and shows nothing of it, as a fault of JSON.parse would */
function parsedKeys(arn: string, text: string): unknown {
  try {
    const keys: unknown = JSON.parse(text);
    return keys;
  } catch {
    throw new Error(`the token keys in ${arn} are no JSON`);
  }
}
