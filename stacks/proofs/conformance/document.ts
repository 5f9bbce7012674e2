import type { Passage } from './passage.ts';

/** A cell or line of architecture.md, as written there without emphasis and backticks. */
export type Said = Omit<Passage, 'values'>;

/** Sections of the document that hold values; the overview before and the folder tree after them are not compared. */
const LAST_SECTION = 10;

/**
 * Every table cell and every line of sections 1 to 10 that says something: no headings without a count, no captions
 * without a number, no drawings.
 * @param markdown the text of architecture.md
 */
export function saidIn(markdown: string): Said[] {
  const said: Said[] = [];
  let section = '';
  let under: string | undefined;
  let head: string[] | undefined;
  let drawing = false;

  for (const text of markdown.split('\n')) {
    const [, number] = /^#{2,3} (\d+(?:\.\d+)?)\.? /.exec(text) ?? [];
    if (number !== undefined) {
      section = number;
      under = undefined;
    }
    if (section === '' || Number(section.split('.')[0]) > LAST_SECTION) continue;
    if (text.startsWith('```')) {
      drawing = !drawing;
      continue;
    }
    if (!text.startsWith('|') || drawing) {
      head = undefined;
      if (isCaption(text)) under = plain(text).replace(/:$/, '');
      if (saysSomething(text, drawing)) said.push({ section, says: plain(text) });
      continue;
    }
    const cells = cellsOf(text);
    if (head === undefined) {
      head = cells;
      continue;
    }
    const [row = '', ...rest] = cells;
    if (/^[-: ]+$/.test(row)) continue;
    for (const [index, says] of rest.entries())
      said.push({ section, ...(under === undefined ? {} : { under }), row, column: head[index + 1] ?? '', says });
  }
  return said;
}

/** What the document says and the table does not account for, and what the table claims that the document does not say. */
export function disagreements(said: readonly Said[], passages: readonly Passage[]): string[] {
  const ours = passages.map(keyOf);
  const theirs = said.map(keyOf);
  return [
    ...without(theirs, ours).map((key) => `not in the table: ${key}`),
    ...without(ours, theirs).map((key) => `not in the document: ${key}`),
  ];
}

/** The entries of `from` that are left when those of `taken` are crossed out, one for one. */
function without(from: readonly string[], taken: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const key of taken) left.set(key, (left.get(key) ?? 0) + 1);
  return from.filter((key) => {
    const stock = left.get(key) ?? 0;
    left.set(key, stock - 1);
    return stock <= 0;
  });
}

const keyOf = ({ section, under, row, column, says }: Said): string =>
  row === undefined ? `${section} | ${says}` : [section, under ?? '', row, column, says].join(' | ');

const plain = (text: string): string => text.replaceAll(/\*\*|`|^#+ /g, '').trim();
const cellsOf = (text: string): string[] => text.trim().replace(/^\|/, '').replace(/\|$/, '').split('|').map(plain);
const isCaption = (text: string): boolean => text.startsWith('####') || /^\*\*.*:$/.test(text);

function saysSomething(text: string, drawing: boolean): boolean {
  if (text.trim() === '' || text.trim() === '---') return false;
  if (drawing) return !/[\u2500-\u257f▼◀]/.test(text);
  if (text.startsWith('#')) return /\d(개|단계)/.test(text);
  return !isCaption(text) || /\d/.test(text);
}
