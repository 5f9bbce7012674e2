import { isDeepStrictEqual } from 'node:util';
import type { Built, Environment, Passage, ReadValue, Value } from './passage.ts';

/** What became of one documented value. */
export interface Verdict {
  readonly passage: Passage;
  readonly item: string;
  readonly state: 'met' | 'deviating' | 'not built yet' | 'wrong';
  /** Where the value is read from, or what it waits for. */
  readonly from: string;
  /** What was found, by environment, or what is wrong. */
  readonly detail: string;
}

/** What the verdicts depend on besides the stacks. */
export interface Grounds {
  readonly built: Readonly<Record<Environment, Built>>;
  /** Whether docs/deviations.md has a row with this id, or with these words in its second column. */
  readonly isListed: (row: string) => boolean;
  /** Whether a path below the repository exists. */
  readonly exists: (path: string) => boolean;
}

/** Judges every value of every passage. */
export function judge(passages: readonly Passage[], grounds: Grounds): Verdict[] {
  return passages.flatMap((passage) =>
    passage.values.map((value) => ({ passage, item: value.item, ...judgeValue(value, grounds) })),
  );
}

type Judgement = Pick<Verdict, 'state' | 'from' | 'detail'>;

function judgeValue(value: Value, grounds: Grounds): Judgement {
  if ('reading' in value) {
    const { state, from, detail } = judgeReading(value, grounds);
    return { state, from, detail };
  }
  const from = `issue ${value.issue}`;
  if (value.afterwards !== undefined && grounds.exists(value.until)) {
    const { unlisted, ...judgement } = judgeReading(value.afterwards, grounds);
    // Until its row is written the issue has not brought the value: it is still missing, and says so.
    return unlisted === true ? { ...judgement, state: 'not built yet', from } : judgement;
  }
  return grounds.exists(value.until)
    ? { state: 'wrong', from, detail: `${value.until} is there: this value must be read from it now` }
    : { state: 'not built yet', from, detail: `waits for ${value.until}` };
}

function judgeReading(value: ReadValue, { built, isListed }: Grounds): Judgement & { unlisted?: true } {
  const from = value.reading.from;
  const environments = (['prod', 'staging'] as const).filter((environment) => environment in value.documented);
  const found = environments.map((environment) => {
    const wanted = value.documented[environment];
    const is = readSafely(value, built[environment]);
    const instead = value.deviation?.built[environment];
    return { environment, wanted, is, instead, meets: agrees(wanted, is), deviates: agrees(instead, is) };
  });
  const detail = found.map(({ environment, is }) => `${environment} ${shown(is)}`).join(', ');

  if (found.length === 0) return { state: 'wrong', from, detail: 'no environment is named' };
  if (found.every(({ meets }) => meets)) return { state: 'met', from, detail };
  const { deviation } = value;
  if (deviation !== undefined && found.every(({ meets, deviates }) => meets || deviates))
    return isListed(deviation.row)
      ? { state: 'deviating', from, detail: `${deviation.row}: ${detail}` }
      : { state: 'wrong', from, detail: `${detail}; docs/deviations.md has no row "${deviation.row}"`, unlisted: true };
  const wanted = found.map(({ environment, wanted: text, instead }) => {
    const allowed = deviation === undefined ? '' : ` or ${shown(instead)}`;
    return `${environment} ${shown(text)}${allowed}`;
  });
  return { state: 'wrong', from, detail: `${detail}; wanted ${wanted.join(', ')}` };
}

/** The value read, or the fault as an Error, which agrees with nothing. */
function readSafely(value: ReadValue, built: Built): unknown {
  try {
    return value.reading.of(built);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function agrees(wanted: unknown, is: unknown): boolean {
  if (is instanceof Error) return false;
  if (wanted instanceof RegExp) return typeof is === 'string' && wanted.test(is);
  return isDeepStrictEqual(wanted, is);
}

function shown(value: unknown): string {
  if (value instanceof Error) return `(${value.message})`;
  if (value instanceof RegExp) return String(value);
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
