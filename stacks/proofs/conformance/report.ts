import type { Verdict } from './judge.ts';

/** One line per value: what became of it, where the document says it, what was found and where. */
export function lineOf({ state, passage, item, from, detail }: Verdict): string {
  const place = [passage.section, passage.row ?? passage.says].join(' ');
  return `${state.toUpperCase().padEnd(13)}  ${place} · ${item}: ${detail}  [${from}]`;
}

/** The closing lines; the last is `N met, N deviating as listed, N missing`. A wrong value is missing: it is not there. */
export function closingLines(verdicts: readonly Verdict[]): string[] {
  const count = (state: Verdict['state']) => verdicts.filter((verdict) => verdict.state === state).length;
  const waiting = verdicts.filter(({ state }) => state === 'not built yet');
  const issues = [...new Set(waiting.map(({ from }) => from))].sort();
  const perIssue = issues.map((issue) => `${waiting.filter(({ from }) => from === issue).length} wait for ${issue}`);
  const missing = waiting.length + count('wrong');
  return [
    `of ${verdicts.length} documented values: ${[...perIssue, `${count('wrong')} wrong`].join(', ')}`,
    `${count('met')} met, ${count('deviating')} deviating as listed, ${missing} missing`,
  ];
}
