import { expect } from 'chai';
import { createAuthCookies, refreshTokenIn } from './auth-cookies.ts';

const signedIn = {
  account: { id: 'id', email: 'a@b.kr', name: 'A', role: 'user', createdAt: new Date(0) },
  accessToken: 'access',
  refreshToken: 'refresh',
} as const;

describe('auth cookies', () => {
  it('belong to the configured domain, so that sub-domains share them (10.2 #9)', () => {
    const cookies = createAuthCookies({ secure: true, domain: 'urr.guru' });

    for (const cookie of [...cookies.of(signedIn), ...cookies.none()]) expect(cookie).to.contain('Domain=urr.guru');
  });

  it('are taken away with the paths and the domain that they were set with', () => {
    const cookies = createAuthCookies({ secure: true, domain: 'urr.guru' });
    const scope = (cookie: string) => cookie.replace(/=[^;]*; Max-Age=\d+/, '');

    expect(cookies.none().map(scope)).to.deep.equal(cookies.of(signedIn).map(scope));
  });

  it('are for https only unless told otherwise, and never for scripts', () => {
    const plain = createAuthCookies({ secure: false, domain: undefined }).of(signedIn);

    for (const cookie of plain) expect(cookie).to.contain('HttpOnly').and.not.contain('Secure');
  });

  it('are read from a Cookie header, whatever else stands there', () => {
    expect(refreshTokenIn('a=1; refresh_token=abc; b=2')).to.equal('abc');
    expect(refreshTokenIn('refresh_token=')).to.equal(undefined);
    expect(refreshTokenIn('%E0%A4%A; =; refresh_token')).to.equal(undefined);
    expect(refreshTokenIn(undefined)).to.equal(undefined);
  });
});
