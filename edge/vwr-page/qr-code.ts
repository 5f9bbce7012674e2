/** Versions 1 to 10 with error correction L (ISO/IEC 18004, table 9): [bytes of correction a block, blocks, bytes of data]. */
const SIZES: readonly (readonly [correction: number, blocks: number, data: number])[] = [
  [7, 1, 19],
  [10, 1, 34],
  [15, 1, 55],
  [20, 1, 80],
  [26, 1, 108],
  [18, 2, 136],
  [20, 2, 156],
  [24, 2, 194],
  [30, 2, 232],
  [18, 4, 274],
];
const ALIGNED: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];

type Cells = (boolean | undefined)[][];

/**
 * A QR code of a text in ASCII, at most 271 characters: rows of cells, true is dark. Undefined when the text is too long.
 * The mask is always the first one: readers take any, and an address has no patterns that would need another.
 */
export function qrCode(text: string): readonly (readonly boolean[])[] | undefined {
  const version = SIZES.findIndex(([, , data], index) => text.length + (index < 9 ? 2 : 3) <= data) + 1;
  const size = SIZES[version - 1];
  if (size === undefined) return undefined;
  const bits = blocksOf(dataOf(text, version, size[2]), size[0], size[1]);
  const cells = frame(version);
  fill(cells, bits);
  return cells.map((row) => row.map((cell) => cell === true));
}

/** Mode, length, text, end, and padding up to `length` bytes. */
function dataOf(text: string, version: number, length: number): number[] {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  put(4, 4);
  put(text.length, version < 10 ? 8 : 16);
  for (const character of text) put(character.charCodeAt(0), 8);
  put(0, Math.min(4, length * 8 - bits.length));
  while (bits.length % 8 > 0) bits.push(0);
  for (let pad = 0; bits.length < length * 8; pad += 1) put(pad % 2 === 0 ? 0xec : 0x11, 8);
  return Array.from({ length }, (_, at) => bits.slice(at * 8, at * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0));
}

/** The bytes of all blocks, data and then correction, one byte of each block in turn. */
function blocksOf(data: readonly number[], correction: number, count: number): number[] {
  const short = Math.floor(data.length / count);
  const firstLong = count - (data.length % count);
  const blocks: number[][] = [];
  for (let at = 0, block = 0; block < count; block += 1) {
    const length = short + (block >= firstLong ? 1 : 0);
    blocks.push(data.slice(at, at + length));
    at += length;
  }
  const corrections = blocks.map((block) => remainder(block, correction));
  const turns = (of: readonly (readonly number[])[], length: number) =>
    Array.from({ length }, (_, at) => of.flatMap((block) => block[at] ?? [])).flat();
  return [...turns(blocks, short + 1), ...turns(corrections, correction)];
}

/** The correction of Reed and Solomon over GF(256), polynomial 0x11d. */
function remainder(data: readonly number[], degree: number): number[] {
  let divisor = [1];
  for (let power = 0, root = 1; power < degree; power += 1, root = times(root, 2)) {
    const shifted = [...divisor, 0];
    divisor = shifted.map((value, at) => value ^ times(divisor[at - 1] ?? 0, root));
  }
  const rest = [...data, ...Array.from({ length: degree }, () => 0)];
  for (let at = 0; at < data.length; at += 1) {
    const factor = rest[at] ?? 0;
    for (const [index, value] of divisor.entries()) rest[at + index] = (rest[at + index] ?? 0) ^ times(value, factor);
  }
  return rest.slice(data.length);
}

function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> bit) & 1) * a;
  }
  return product;
}

/** Everything but the data: finders, timing, alignment, format and version. */
function frame(version: number): Cells {
  const width = version * 4 + 17;
  const cells: Cells = Array.from({ length: width }, () => Array.from({ length: width }, () => undefined));
  const set = (x: number, y: number, dark: boolean) => {
    const row = cells[y];
    if (row !== undefined && x >= 0 && x < width) row[x] = dark;
  };
  const square = (x: number, y: number, radius: number, dark: (distance: number) => boolean) => {
    for (let dy = -radius; dy <= radius; dy += 1)
      for (let dx = -radius; dx <= radius; dx += 1) set(x + dx, y + dy, dark(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  for (let at = 0; at < width; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [width - 4, 3],
    [3, width - 4],
  ] as const) {
    square(x, y, 4, (distance) => distance !== 2 && distance !== 4);
  }
  const lines = ALIGNED[version - 1] ?? [];
  const last = lines.length - 1;
  for (const [i, x] of lines.entries())
    for (const [j, y] of lines.entries()) {
      const isFinder = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
      if (!isFinder) square(x, y, 2, (distance) => distance !== 1);
    }
  // Correction L and mask 0, with their own correction (BCH 15, 5): always these fifteen bits.
  const format = 0b111011111000100;
  for (let bit = 0; bit < 15; bit += 1) {
    const dark = ((format >> bit) & 1) === 1;
    set(8, bit < 6 ? bit : bit < 8 ? bit + 1 : width - 15 + bit, dark);
    set(bit < 8 ? width - 1 - bit : bit < 9 ? 7 : 14 - bit, 8, dark);
  }
  set(8, width - 8, true);
  if (version >= 7) {
    let rest = version;
    for (let bit = 0; bit < 12; bit += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let bit = 0; bit < 18; bit += 1) {
      const dark = ((bits >> bit) & 1) === 1;
      set(width - 11 + (bit % 3), Math.floor(bit / 3), dark);
      set(Math.floor(bit / 3), width - 11 + (bit % 3), dark);
    }
  }
  return cells;
}

/** Writes the bits in columns of two, up and down from the right, under mask 0. */
function fill(cells: Cells, bytes: readonly number[]): void {
  const width = cells.length;
  let bit = 0;
  for (let right = width - 1; right >= 1; right -= 2) {
    const column = right <= 6 ? right - 1 : right;
    for (let step = 0; step < width; step += 1) {
      const y = ((right + 1) & 2) === 0 ? width - 1 - step : step;
      for (const x of [column, column - 1]) {
        const row = cells[y];
        if (row === undefined || row[x] !== undefined) continue;
        const dark = (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
        row[x] = dark !== ((x + y) % 2 === 0);
        bit += 1;
      }
    }
  }
}
