import { expect } from 'chai';
import { z } from 'zod';
import { withReadablePatterns } from './openapi-patterns.ts';

const readable = (pattern: string) => (withReadablePatterns({ pattern }) as { pattern: string }).pattern;

describe('patterns of OpenAPI documents', () => {
  it('lose the flags that the generator leaves at their end', () => {
    expect(readable('^[a-z]+$/u')).to.equal('^[a-z]+$');
    expect(readable('^https:\\/')).to.equal('^https:\\/');
    expect(readable('^a/b$')).to.equal('^a/b$');
  });

  it('spell control characters and surrogates out, and mean the same', () => {
    const line = z.fromJSONSchema({ type: 'string', pattern: readable('^[^\\p{Cc}]*$/u') });
    const text = new RegExp(readable('^\\P{Cs}*$/u'), 'u');

    for (const good of ['', 'a', '가 나', 'é', '\u{1f600}']) expect(line.safeParse(good).success, good).to.equal(true);
    for (const bad of ['\0', 'a\n', '\u007f', 'x\u0085']) expect(line.safeParse(bad).success).to.equal(false);
    expect(text.test('가\u{1f600}')).to.equal(true);
    expect(text.test('a\ud800')).to.equal(false);
    expect(readable('^[^\\p{Cc}\\p{Cs}]*$/u')).to.equal('^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*$');
  });

  it('leave a member alone that is only called so', () => {
    const document = { properties: { pattern: { type: 'string' } } };

    expect(withReadablePatterns(document)).to.deep.equal(document);
  });
});
