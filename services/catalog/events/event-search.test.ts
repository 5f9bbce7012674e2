import { expect } from 'chai';
import fc from 'fast-check';
import { readSearch } from './event-search.ts';

const mappings = [
  { korean: '방탄소년단', english: 'BTS' },
  { korean: '아이유', english: 'IU' },
  { korean: '스트레이 키즈', english: 'Stray Kids' },
  { korean: '콘서트', english: 'Concert' },
  { korean: '여자아이들', english: '(G)I-DLE' },
];
const patternsOf = (typed: string) =>
  readSearch(typed, mappings)?.words.map((word) => word.map(({ pattern }) => pattern));

describe('what a person searches for (10.3 #32: keyword mappings were never used)', () => {
  it('is the typed word itself', () => {
    expect(patternsOf('Jazz')).to.deep.equal([['%jazz%']]);
  });

  it('is also the other language', () => {
    expect(patternsOf('방탄소년단')).to.deep.equal([['%방탄소년단%', '(^|[^a-z])bts($|[^a-z])']]);
    expect(patternsOf('Concert')).to.deep.equal([['%concert%', '%콘서트%']]);
  });

  it('is found by the beginning of a name', () => {
    expect(patternsOf('방탄')?.[0]).to.have.length(2);
    expect(patternsOf('kids')).to.deep.equal([['%kids%', '%스트레이 키즈%']]);
  });

  it('is found in a Korean word that begins with a name', () => {
    expect(patternsOf('아이유콘서트')?.[0]).to.include('(^|[^a-z])iu($|[^a-z])');
  });

  it('may be spaced otherwise than the name', () => {
    expect(readSearch('방탄 소년단', mappings)?.phrases).to.deep.equal([
      { operator: 'regex', pattern: '(^|[^a-z])bts($|[^a-z])' },
    ]);
  });

  it('is a whole word where it is the short name of somebody, or IU would be found in every stadium', () => {
    expect(patternsOf('IU')).to.deep.equal([['(^|[^a-z])iu($|[^a-z])', '%아이유%']]);
    expect(patternsOf('ium')).to.deep.equal([['%ium%']]);
  });

  it('translates every word of its own', () => {
    expect(patternsOf('IU 콘서트')).to.deep.equal([
      ['(^|[^a-z])iu($|[^a-z])', '%아이유%'],
      ['%콘서트%', '(^|[^a-z])concert($|[^a-z])'],
    ]);
  });

  it('is read the same however it is typed: parts of syllables, full width, capitals, spaces', () => {
    const meant = readSearch('방탄소년단 live', mappings);

    expect(readSearch('방탄소년단'.normalize('NFD') + '　 ＬＩＶＥ ', mappings)).to.deep.equal(meant);
  });

  it('does not translate a single letter into everything that begins with it', () => {
    expect(patternsOf('b')).to.deep.equal([['%b%']]);
  });

  it('takes % _ and \\ for themselves', () => {
    expect(patternsOf('100%_\\')).to.deep.equal([['%100\\%\\_\\\\%']]);
  });

  it('takes the signs of a name for themselves in a pattern', () => {
    expect(patternsOf('여자아이들')?.[0]).to.include('(^|[^a-z])\\(g\\)i\\-dle($|[^a-z])');
  });

  it('is nothing when nothing is typed', () => {
    expect(readSearch(' \u0000\t ', mappings)).to.equal(undefined);
  });

  it('never carries what PostgreSQL refuses in text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (typed) => {
        const patterns = readSearch(typed, mappings)?.words.flat() ?? [];
        return patterns.every(({ pattern }) => !/[\p{Cc}\p{Cs}]/u.test(pattern)) && patterns.length <= 8 * 11;
      }),
      { numRuns: 1_000 },
    );
  });
});
