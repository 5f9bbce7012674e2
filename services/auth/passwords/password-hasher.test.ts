import { expect } from 'chai';
import { createPasswordHasher } from './password-hasher.ts';

describe('password hasher', () => {
  const hasher = createPasswordHasher();

  it('stores argon2id with 19 MiB, two passes, one lane', async () => {
    expect(await hasher.hash('correct horse')).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('knows the right password from the wrong one', async () => {
    const stored = await hasher.hash('correct horse');

    expect(await hasher.matches('correct horse', stored)).to.equal(true);
    expect(await hasher.matches('correct horse ', stored)).to.equal(false);
  });

  it('salts: the same password is never stored twice alike', async () => {
    expect(await hasher.hash('same')).not.to.equal(await hasher.hash('same'));
  });

  it('accepts Hangul typed in parts or as syllables', async () => {
    const stored = await hasher.hash('비밀번호입니다'.normalize('NFD'));

    expect(await hasher.matches('비밀번호입니다'.normalize('NFC'), stored)).to.equal(true);
  });

  it('refuses everything for an account without a password', async () => {
    expect(await hasher.matches('', null)).to.equal(false);
    expect(await hasher.matches('anything', undefined)).to.equal(false);
  });

  it('refuses work beyond its limit instead of letting everybody wait', async () => {
    const small = createPasswordHasher({ maxWaiting: 2 });
    const inTime = [small.hash('one'), small.hash('two')];

    const late = await small.hash('three').catch((error: unknown) => error);

    expect(late).to.have.property('code', 'SIGN_IN_BUSY');
    await Promise.all(inTime);
    expect(await small.hash('four')).to.be.a('string');
  });
});
