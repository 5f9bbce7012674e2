import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A public key (RFC 7517). Strict, so that a private one, which has a member more, never gets into a bundle (ruling E1). */
const publicKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});
const keySet = z.object({ keys: z.array(publicKey).min(1) });

/**
 * What the token check at the edge is built with: public keys of both tiers, events that count as active as long as no list
 * of them was ever read, and another address of that list.
 */
const configuration = z.strictObject({
  vwrKeys: keySet,
  entryKeys: keySet,
  guardedEvents: z.array(z.uuid()).optional(),
  activeEventsUrl: z.url().optional(),
});
export type EdgeConfiguration = z.infer<typeof configuration>;

/** The answer of the function `data-setup` may be kept as it is: the keys are taken out of it. */
const answerOfDataSetup = z.object({ publicKeys: z.object({ vwr: keySet, entry: keySet }) });

/**
 * Reads the file that `URR_EDGE_CONFIG_FILE` names; undefined when it names none.
 * @throws Error that names the file and what is wrong in it
 */
export function edgeConfiguration(env: Readonly<Record<string, string | undefined>>): EdgeConfiguration | undefined {
  const file = env.URR_EDGE_CONFIG_FILE ?? '';
  if (file === '') return undefined;
  const said: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const answer = answerOfDataSetup.safeParse(said);
  if (answer.success) return { vwrKeys: answer.data.publicKeys.vwr, entryKeys: answer.data.publicKeys.entry };
  const given = configuration.safeParse(said);
  if (given.success) return given.data;
  throw new Error(`${file} is no configuration of the edge: ${z.prettifyError(given.error)}`);
}
