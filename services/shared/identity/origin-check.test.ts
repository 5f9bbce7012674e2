import { expect } from 'chai';
import { createOriginCheck } from './origin-check.ts';

const check = createOriginCheck({ allowedOrigins: ['https://urr.guru'] });
const post = (headers: Record<string, string>) => () => check({ method: 'POST', headers });
const cookie = 'theme=dark; refresh_token=abc';

describe('the Origin check (10.2 #7: CSRF rested on SameSite=Lax only)', () => {
  it('lets a page of this site act with cookies', () => {
    expect(post({ cookie, origin: 'https://urr.guru' })).not.to.throw();
    expect(post({ cookie, referer: 'https://urr.guru/login?next=%2F' })).not.to.throw();
    expect(post({ cookie, 'sec-fetch-site': 'same-origin' })).not.to.throw();
  });

  for (const [name, headers] of Object.entries({
    'a foreign origin': { cookie, origin: 'https://evil.example' },
    'a foreign origin without cookies (login for another account)': { origin: 'https://evil.example' },
    'a sandboxed page': { cookie, origin: 'null' },
    'an origin that only begins like ours': { cookie, origin: 'https://urr.guru.evil.example' },
    'our host over plain http': { cookie, origin: 'http://urr.guru' },
    'a foreign referer': { cookie, referer: 'https://evil.example/https://urr.guru' },
    'a broken referer': { cookie, referer: '%%%' },
    'cookies without any word about the page': { cookie },
    'a same-site page of another host': { cookie, 'sec-fetch-site': 'same-site' },
  })) {
    it(`refuses ${name}`, () => {
      expect(post(headers)).to.throw().with.property('code', 'ORIGIN_REFUSED');
    });
  }

  it('leaves callers alone that carry no session cookie and are no browser', () => {
    expect(post({})).not.to.throw();
    expect(post({ cookie: 'theme=dark; my_refresh_token=1' })).not.to.throw();
  });

  it('leaves reads alone', () => {
    expect(() => check({ method: 'GET', headers: { cookie, origin: 'https://evil.example' } })).not.to.throw();
  });
});
