import { hash } from 'node:crypto';

/** What decides a draw: nothing else is needed to say who got which place. */
export interface Draw {
  /** Of 32 bytes, from drawKey(). */
  readonly key: Buffer;
  /** Places that were given before the opening: 1 to `entries` are drawn among themselves. */
  readonly entries: number;
}

/** Passes over both halves of a number; four are enough for a random permutation (Luby and Rackoff, 1988). */
const ROUNDS = 8;

/**
 * The place of each entry: a permutation that is computed, not kept. An entry is written as a row and a column of a square
 * that just holds all of them, and each round shifts the one by a secret amount that depends on the other, which a hash of
 * the key gives: a Feistel network over a rectangle. Two tables of a thousand numbers draw a million people, a place is 8
 * look-ups, and no row of any table is written. Whoever came after the opening stays behind, in the order of coming.
 */
export function drawnPlaces({ key, entries }: Draw): (entry: number) => number {
  const columns = Math.max(Math.ceil(Math.sqrt(entries)), 1);
  const rows = Math.max(Math.ceil(entries / columns), 1);
  const shifts = Array.from({ length: ROUNDS }, (_, round) =>
    round % 2 === 0 ? shiftsOf(key, round, rows, columns) : shiftsOf(key, round, columns, rows),
  );
  return (entry) => {
    if (entry < 1 || entry > entries) return entry;
    let at = entry - 1;
    do {
      let column = at % columns;
      let row = (at - column) / columns;
      for (let round = 0; round < ROUNDS; round += 2) {
        column = (column + (shifts[round]?.[row] ?? 0)) % columns;
        row = (row + (shifts[round + 1]?.[column] ?? 0)) % rows;
      }
      at = row * columns + column;
      // The rectangle is larger than the crowd by less than a row; who lands there goes on until it is a place.
    } while (at >= entries);
    return at + 1;
  };
}

/** For each value of one half, by how much a round shifts the other. */
function shiftsOf(key: Buffer, round: number, values: number, modulus: number): Uint32Array {
  return Uint32Array.from({ length: values }, (_, value) => {
    const said = Buffer.concat([key, Buffer.from(` ${round} ${value}`, 'latin1')]);
    // 48 of 256 bits: the remainder favours nobody by more than one in a hundred million.
    return hash('sha256', said, 'buffer').readUIntBE(0, 6) % modulus;
  });
}
