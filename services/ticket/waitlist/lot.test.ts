import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { commitmentTo, faultOf, orderOf } from './lot.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const lots = ['a', 'b', 'c', 'd'].map((name) => ({ id: `lot-${name}`, salt: `salt-${name}` }));

describe('the lot of the waiting list', () => {
  const seed = sha256('a seed');
  const order = orderOf(seed, 7, lots);
  const draw = { number: 7, seed, commitment: commitmentTo(seed), lots, winner: order[0]!.id };

  it('can be computed again by anybody with SHA-256 and the published text', () => {
    const lot = sha256([seed, '7', ...lots.map(({ id, salt }) => `${id}:${salt}`)].join('\n'));
    const places = lots.map(({ id }) => [sha256(`${lot}\n${id}`), id] as const).sort(([a], [b]) => (a < b ? -1 : 1));

    expect(order.map(({ id }) => id)).to.deep.equal(places.map(([, id]) => id));
  });

  it('does not depend on the order in which people joined', () => {
    expect(orderOf(seed, 7, lots.toReversed())).to.deep.equal(order);
  });

  it('accepts a fair draw, also one whose first could not take the seat', () => {
    const passed = lots.map((lot) => (lot.id === order[0]!.id ? { ...lot, passed: true } : lot));

    expect(faultOf(draw)).to.equal(undefined);
    expect(faultOf({ ...draw, lots: passed, winner: order[1]!.id })).to.equal(undefined);
    expect(faultOf({ ...draw, lots: lots.map((lot) => ({ ...lot, passed: true })), winner: null })).to.equal(undefined);
  });

  const tampered: Readonly<Record<string, object>> = {
    'another winner': { winner: order[1]!.id },
    'another seed': { seed: sha256('another') },
    'another number': { number: 8 },
    'a lot that was added': { lots: [...lots, { id: 'lot-z', salt: 'z' }], winner: 'lot-z' },
    'a lot that was left out': { lots: lots.filter(({ id }) => id !== order[0]!.id) },
    'somebody twice': { lots: [...lots, lots[0]!] },
  };
  for (const [what, change] of Object.entries(tampered)) {
    it(`finds ${what}`, () => {
      expect(faultOf({ ...draw, ...change })).to.be.a('string');
    });
  }

  it('favours nobody in 10,000 draws: chi-square below the 1 % limit for ten people', () => {
    const people = Array.from({ length: 10 }, (_, index) => ({ id: `lot-${index}`, salt: `salt-${index}` }));
    const wins = new Map<string, number>();
    for (let number = 1; number <= 10_000; number++) {
      const [first] = orderOf(sha256(`seed ${number}`), number, people);
      wins.set(first!.id, (wins.get(first!.id) ?? 0) + 1);
    }

    const chiSquare = people.reduce((sum, { id }) => sum + ((wins.get(id) ?? 0) - 1_000) ** 2 / 1_000, 0);

    // 9 degrees of freedom, p = 0.01.
    expect(chiSquare).to.be.below(21.67);
  });
});
