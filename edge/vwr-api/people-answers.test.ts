import { expect } from 'chai';
import { MemoryLine } from '../../test/waiting-room/memory-line.ts';
import { eventId, instance, setCookies } from '../../test/waiting-room/visitor.ts';
import type { LineState } from '../vwr-line/line-state.ts';
import { answer } from './vwr-api.ts';

describe('answers for browsers without JavaScript', () => {
  let line: MemoryLine;
  let later = 0;
  const clocks = { wall: () => Date.now() + later, monotonic: () => performance.now() + later };
  beforeEach(() => {
    line = new MemoryLine();
    line.open(eventId, { nextPosition: 9 });
  });
  const api = () => instance({ counters: line, positions: line, clocks });
  const look = async (one: ReturnType<typeof api>, cookie = '', language = 'en') =>
    answer(
      {
        httpMethod: 'GET',
        path: `/vwr/check/${eventId}/page`,
        headers: { Cookie: cookie, 'Accept-Language': language },
        body: null,
      },
      one,
    );
  const join = async (one: ReturnType<typeof api>) =>
    answer(
      {
        httpMethod: 'POST',
        path: `/vwr/assign/${eventId}`,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: '',
      },
      one,
    );
  const open = (changes: Partial<LineState>) => {
    line.open(eventId, changes);
    later += 1_001;
  };

  it('offer a form, which gives a place and the cookie that keeps it', async () => {
    const one = api();
    expect((await look(one)).body).to.contain(`<form method="post" action="/vwr-api/vwr/assign/${eventId}">`);
    const joined = await join(one);
    expect(joined).to.deep.include({ statusCode: 303, body: '' });
    expect(joined.headers.location).to.equal(`/vwr-api/vwr/check/${eventId}/page`);
    const [cookie = ''] = setCookies(joined);
    const page = await look(one, cookie.split(';')[0], 'ko-KR,ko;q=0.9');
    expect(page.body).to.contain('<html lang="ko">').and.to.contain('<dd>10</dd>');
    expect(page.headers).to.include({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      refresh: '10',
    });
    expect(page.headers['content-security-policy']).to.match(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action/,
    );
  });

  it('lead on with a pass when it is their turn, and where there is no waiting room without one', async () => {
    const one = api();
    const [cookie = ''] = setCookies(await join(one));
    open({ servingCounter: 10 });
    const admitted = await look(one, cookie.split(';')[0]);
    expect(admitted).to.deep.include({ statusCode: 303 });
    expect(admitted.headers.location).to.equal(`/events/${eventId}`);
    expect(setCookies(admitted)[0]).to.match(/^urr-vwr-token=/);
    open({ mode: 'pass' });
    for (const reply of [await look(one), await join(one)]) {
      expect(reply.headers.location).to.equal(`/events/${eventId}`);
      expect(setCookies(reply)).to.deep.equal([]);
    }
  });

  it('say that it is closed, and that something is wrong, and come again by themselves', async () => {
    const one = api();
    open({ mode: 'closed' });
    expect((await look(one)).body).to.contain('The waiting room is closed');
    line.read = () => Promise.reject(new Error('away'));
    const ill = await look(api());
    expect(ill).to.deep.include({ statusCode: 503 });
    expect(ill.headers.refresh).to.equal('10');
    expect(ill.body).to.contain('Your place is safe.');
  });
});
