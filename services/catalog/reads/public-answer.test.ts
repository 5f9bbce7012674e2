import { expect } from 'chai';
import { publicAnswer } from './public-answer.ts';

const user = { id: '0190a6e8-1d5b-4c50-8c65-9b8a0c5d4e3f', email: 'a@b.kr', role: 'user' } as const;

describe('an answer for caches', () => {
  const body = { events: [] };
  const etag = String(publicAnswer(body, {}, undefined).headers?.etag);

  it('is public for anonymous callers and private for signed-in ones', () => {
    expect(publicAnswer(body, {}, undefined).headers).to.include({
      'cache-control': 'public, max-age=5, stale-while-revalidate=30',
    });
    expect(publicAnswer(body, {}, user).headers).to.include({
      'cache-control': 'private, max-age=5, stale-while-revalidate=30',
    });
  });

  it('has a tag that changes with the content only', () => {
    expect(publicAnswer({ events: [] }, {}, user).headers).to.include({ etag });
    expect(publicAnswer({ events: [1] }, {}, undefined).headers).not.to.include({ etag });
  });

  for (const header of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    it(`is 304 without a body for a caller that holds ${header}`, () => {
      expect(publicAnswer(body, { 'if-none-match': header }, undefined))
        .to.deep.include({ status: 304 })
        .and.not.have.property('body');
    });
  }

  it('is complete for a caller that holds something else', () => {
    expect(publicAnswer(body, { 'if-none-match': '"other"' }, undefined)).to.include({ status: 200, body });
  });
});
