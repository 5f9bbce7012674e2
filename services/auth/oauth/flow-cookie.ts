import { parseCookie, stringifySetCookie } from 'cookie';
import { z } from 'zod';
import { providerNameSchema } from './oauth-provider.ts';

/** A sign-in that is under way: what the browser keeps until it comes back from the provider. */
const flowSchema = z.object({
  provider: providerNameSchema,
  /** Whose account is linked; null for signing in. A flow begun for one does not end as the other. */
  linkTo: z.uuid().nullable(),
  state: z.string().min(20).max(200),
  verifier: z.string().min(20).max(200),
  nonce: z.string().min(20).max(200),
});
export type Flow = z.infer<typeof flowSchema>;

/** A person has this long to sign in at the provider. */
const lifeSeconds = 600;

/**
 * The cookie of a flow, for this host only: with the prefix `__Host-` no sub-domain can put one of its own in its place.
 * @param secure false for plain http on one machine, where that prefix is not allowed
 */
export function createFlowCookie(secure: boolean) {
  const name = secure ? '__Host-urr-oauth' : 'urr-oauth';
  const cookie = (value: string, maxAge: number) =>
    stringifySetCookie({ name, value, maxAge, secure, path: '/', httpOnly: true, sameSite: 'lax' });
  return {
    of: (flow: Flow) => cookie(Buffer.from(JSON.stringify(flow)).toString('base64url'), lifeSeconds),
    /** Takes it away: a flow ends once. */
    none: () => cookie('', 0),
    /** The flow that a request comes from; undefined without a readable one. */
    read(header: string | undefined): Flow | undefined {
      const value = parseCookie(header ?? '')[name];
      if (!value) return undefined;
      try {
        return flowSchema.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8'))).data;
      } catch {
        return undefined;
      }
    },
  };
}
export type FlowCookie = ReturnType<typeof createFlowCookie>;
