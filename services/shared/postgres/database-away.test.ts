import { expect } from 'chai';
import { databaseAway } from './database-away.ts';

const withCode = (code: string, cause?: unknown) => Object.assign(new Error(code, { cause }), { code });

describe('a database that is away', () => {
  const away: [string, unknown][] = [
    ['a refused connection', withCode('ECONNREFUSED')],
    ['a server shutting down', withCode('57P01')],
    ['too many connections', withCode('53300')],
    ['a deadlock', withCode('40P01')],
    ['a pool that is exhausted', new Error('timeout exceeded when trying to connect')],
    ['a connection lost in mid-query', new Error('Connection terminated unexpectedly')],
    ["Prisma's word for it", withCode('P1001')],
    ['a cause below', new Error('query failed', { cause: withCode('08006') })],
  ];
  for (const [what, error] of away) {
    it(`is recognised by ${what} and answered 503`, () => {
      expect(databaseAway(error)?.code).to.equal('DEPENDENCY_UNAVAILABLE');
    });
  }

  const other: [string, unknown][] = [
    ['a violated constraint', withCode('23505')],
    ['a wrong statement', withCode('42601')],
    ["Prisma's unique violation", withCode('P2002')],
    ['a plain mistake', new TypeError('x is undefined')],
    ['something that is no error', 'away'],
  ];
  for (const [what, error] of other) {
    it(`is not seen in ${what}`, () => {
      expect(databaseAway(error)).to.equal(undefined);
    });
  }
});
