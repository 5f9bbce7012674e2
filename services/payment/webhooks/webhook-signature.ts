import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the transmission time may lie from our clock, in either direction: outside of it a webhook is a replay. */
const replayWindowMs = 5 * 60 * 1_000;

const hmac = (secret: string, rawBody: string | Buffer, time: string) =>
  createHmac('sha256', secret).update(rawBody).update(`:${time}`).digest();

/** The signature header of a webhook, in Toss' form: `v1:` and base64 of HMAC-SHA256 over `<raw body>:<time>`. */
export const signWebhook = (secret: string, rawBody: string | Buffer, time: string) =>
  `v1:${hmac(secret, rawBody, time).toString('base64')}`;

export type WebhookVerdict = 'valid' | 'forged' | 'outside replay window';

/**
 * Whether a webhook comes from who shares a secret, and is fresh. Compares in constant time. A secret is rotated without a
 * lost webhook from either side: several signatures (separated by commas) and several secrets are accepted.
 * @param secrets the present one, and the one before it
 * @param time the transmission time header, ISO 8601
 */
export function checkWebhook(
  secrets: readonly string[],
  webhook: { readonly rawBody: Buffer; readonly time: string | undefined; readonly signature: string | undefined },
  now: Date,
): WebhookVerdict {
  const { rawBody, time, signature } = webhook;
  if (time === undefined || signature === undefined || time.length > 64 || signature.length > 512) return 'forged';
  const expected = secrets.map((secret) => hmac(secret, rawBody, time));
  const given = signature.split(',').map((part) => Buffer.from(part.trim().replace(/^v1:/, ''), 'base64'));
  // The digest has a fixed length, so comparing lengths first tells an attacker nothing.
  const genuine = given.some((candidate) =>
    expected.some((digest) => candidate.length === digest.length && timingSafeEqual(candidate, digest)),
  );
  if (!genuine) return 'forged';
  const sentAt = Date.parse(time);
  if (Number.isNaN(sentAt) || Math.abs(now.getTime() - sentAt) > replayWindowMs) return 'outside replay window';
  return 'valid';
}
