/** A pair of names of the same thing, from keyword_mappings (10.3 #32: seeded, and read by nobody). */
export interface KeywordMapping {
  readonly korean: string;
  readonly english: string;
}

/**
 * What an event's text must contain: every word (itself or one of its translations), or one of the translations of the
 * whole query. Patterns are parameters of PostgreSQL, never parts of a statement.
 */
export interface EventSearch {
  readonly words: readonly (readonly TextPattern[])[];
  readonly phrases: readonly TextPattern[];
}

/** `like` for ILIKE, `regex` for ~*. */
export interface TextPattern {
  readonly operator: 'like' | 'regex';
  readonly pattern: string;
}

/** More words narrow nothing down any more. */
const mostWords = 8;

/** Reads what a person typed: spelling, width, case and spaces do not matter; undefined when nothing is left. */
export function readSearch(typed: string, mappings: readonly KeywordMapping[]): EventSearch | undefined {
  const text = folded(typed.replace(/[\p{Cc}\p{Cs}]/gu, ' '));
  if (text === '') return undefined;
  const words = text.split(' ').slice(0, mostWords);
  return {
    words: words.map((word) => [
      isShortName(word, mappings) ? namePattern(word) : { operator: 'like', pattern: likePattern(word) },
      ...translations(mappings, (name) => isMeantByWord(name, word)),
    ]),
    phrases: words.length === 1 ? [] : translations(mappings, (name) => isMeantByPhrase(name, text)),
  };
}

function translations(mappings: readonly KeywordMapping[], isMeant: (name: string) => boolean): TextPattern[] {
  const found = mappings.flatMap(({ korean, english }) => [
    ...(isMeant(folded(korean)) ? [folded(english)] : []),
    ...(isMeant(folded(english)) ? [folded(korean)] : []),
  ]);
  return [...new Set(found)].filter((name) => name !== '').map(namePattern);
}

/** Who types IU or IVE means the artist; as parts of words these stand in every stadium that is live. */
const isShortName = (word: string, mappings: readonly KeywordMapping[]) =>
  word.length <= 3 && mappings.some(({ english }) => folded(english) === word);

/** "방탄" means 방탄소년단, "kids" means Stray Kids, "아이유콘서트" means 아이유; one letter alone means only itself. */
function isMeantByWord(name: string, word: string): boolean {
  if (word.length === 1) return name === word;
  return (
    name.split(' ').some((part) => part.startsWith(word)) ||
    (isHangul(name) && name.length > 1 && word.startsWith(name))
  );
}

/** "방탄 소년단" and "straykids" are spaced otherwise than the name. */
function isMeantByPhrase(name: string, phrase: string): boolean {
  return withoutSpaces(name).startsWith(withoutSpaces(phrase));
}

/** Latin names as whole words, digits aside (NCT127); Korean joins particles to names, so anywhere. */
function namePattern(name: string): TextPattern {
  if (isHangul(name)) return { operator: 'like', pattern: likePattern(name) };
  return { operator: 'regex', pattern: `(^|[^a-z])${name.replace(/[^\p{L}\p{N} ]/gu, '\\$&')}($|[^a-z])` };
}

/** The text anywhere; % and _ stand for themselves. */
const likePattern = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

const folded = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
const withoutSpaces = (text: string) => text.replaceAll(' ', '');
const isHangul = (text: string) => /\p{Script=Hangul}/u.test(text);
