import { createHash } from 'node:crypto';

/** What goes back over the wire; `hang` means nothing ever does. */
export type WireReply = { readonly status: number; readonly body: unknown } | 'hang';

export const wireError = (status: number, code: string): WireReply => ({
  status,
  body: { code, message: `test provider: ${code}` },
});

/**
 * Idempotency keys as Toss documents them: the same key gives the first answer again, 409 while it is being worked out.
 * Server errors are not kept, so that a fault may end.
 */
export function createReplyMemory() {
  const known = new Map<string, { readonly hash: string; reply: WireReply | 'running' }>();

  return async (key: string | undefined, request: unknown, work: () => Promise<WireReply>): Promise<WireReply> => {
    if (key === undefined) return work();
    const hash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
    const earlier = known.get(key);
    if (earlier && earlier.hash !== hash) return wireError(400, 'INVALID_IDEMPOTENCY_KEY');
    if (earlier?.reply === 'running') return wireError(409, 'IDEMPOTENT_REQUEST_PROCESSING');
    if (earlier) return earlier.reply;
    known.set(key, { hash, reply: 'running' });
    const reply = await work();
    if (reply === 'hang' || reply.status >= 500) known.delete(key);
    else known.set(key, { hash, reply });
    return reply;
  };
}
