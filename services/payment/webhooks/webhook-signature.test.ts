import { expect } from 'chai';
import { checkWebhook, signWebhook } from './webhook-signature.ts';

const secret = 'webhook-secret-of-at-least-32-chars';
const now = new Date('2026-11-22T16:30:00.000Z');
const time = '2026-11-22T16:29:00.000Z';
const rawBody = Buffer.from('{"eventType":"PAYMENT_STATUS_CHANGED"}');
const signature = signWebhook(secret, rawBody, time);

describe('webhook signature', () => {
  it('accepts what the holder of the secret signed a minute ago', () => {
    expect(checkWebhook([secret], { rawBody, time, signature }, now)).to.equal('valid');
  });

  it('accepts either of two signatures while a key is rotated', () => {
    const both = `${signWebhook('an-older-secret-of-at-least-32-char', rawBody, time)},${signature}`;

    expect(checkWebhook([secret], { rawBody, time, signature: both }, now)).to.equal('valid');
  });

  it('accepts either of two secrets while one takes the place of the other, and no third', () => {
    const next = 'the-next-secret-of-at-least-32-chars';
    const newer = signWebhook(next, rawBody, time);

    expect(checkWebhook([next, secret], { rawBody, time, signature }, now)).to.equal('valid');
    expect(checkWebhook([next, secret], { rawBody, time, signature: newer }, now)).to.equal('valid');
    expect(checkWebhook([next], { rawBody, time, signature }, now)).to.equal('forged');
  });

  it('covers time and body as Toss documents it: v1 and base64 of HMAC-SHA256 over body, colon, time', () => {
    // Computed with: printf '%s' '{}:2026-11-22T16:29:00.000Z' | openssl dgst -sha256 -hmac <secret> -binary | base64
    expect(signWebhook(secret, '{}', time)).to.equal('v1:UvSR8r18L+DlqnJ261nhTW4+N06r0tQxPPTTVbqBTss=');
  });

  const forgeries: ReadonlyArray<readonly [string, Parameters<typeof checkWebhook>[1]]> = [
    ['another secret', { rawBody, time, signature: signWebhook('another-secret-of-at-least-32-chars', rawBody, time) }],
    ['a changed body', { rawBody: Buffer.from('{"eventType":"X"}'), time, signature }],
    ['a changed time', { rawBody, time: '2026-11-22T16:29:30.000Z', signature }],
    ['no signature', { rawBody, time, signature: undefined }],
    ['no time', { rawBody, time: undefined, signature }],
    ['an empty signature', { rawBody, time, signature: '' }],
    ['a truncated signature', { rawBody, time, signature: signature.slice(0, 20) }],
    ['garbage', { rawBody, time, signature: 'v1:%%%' }],
    ['a huge header', { rawBody, time, signature: 'v1:'.padEnd(10_000, 'A') }],
  ];
  for (const [title, webhook] of forgeries) {
    it(`refuses ${title}`, () => {
      expect(checkWebhook([secret], webhook, now)).to.equal('forged');
    });
  }

  for (const other of ['2026-11-22T16:24:59.999Z', '2026-11-22T16:35:00.001Z', 'yesterday']) {
    it(`refuses a genuine webhook from ${other}`, () => {
      const webhook = { rawBody, time: other, signature: signWebhook(secret, rawBody, other) };

      expect(checkWebhook([secret], webhook, now)).to.equal('outside replay window');
    });
  }
});
