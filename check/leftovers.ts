import { isTest, readTexts, sourceNames } from './tracked-files.ts';

/** Each pattern is written so that it does not find itself. */
const EVERYWHERE = [
  { pattern: /\b(?:TO[D]O|FIX[M]E|XX{2})\b/, fault: 'left for later: do it or file an issue' },
  { pattern: /\b(?:not (?:yet )?implemented)\b/i, fault: 'not done: what is not built is not there' },
  { pattern: /\b(?:describe|it|context|suite|test)\.(?:only|skip)\(/, fault: 'a test runs alone or not at all' },
  { pattern: /\bthis\.skip\(/, fault: 'a test skips itself' },
  { pattern: /\bdebugger;/, fault: 'a breakpoint' },
] as const;

const OUTSIDE_TESTS = [
  { pattern: /@ts-(?:ignore|expect-error|nocheck)\b/, fault: 'the type checker is silenced' },
  {
    pattern: /\b(?:biome|eslint|oxlint)-(?:ignore|disable)/,
    fault: 'a rule is silenced: mend the code or change the rule for all',
  },
] as const;

/** What a reader should not have to find: switched-off tests, silenced rules, work left for later. */
export async function checkLeftovers(projectRoot: string): Promise<string[]> {
  const files = await readTexts(projectRoot, await sourceNames(projectRoot));
  return files.flatMap(({ name, text }) => {
    const rules = isTest(name) ? EVERYWHERE : [...EVERYWHERE, ...OUTSIDE_TESTS];
    return text
      .split('\n')
      .flatMap((line, index) =>
        rules.filter(({ pattern }) => pattern.test(line)).map(({ fault }) => `${name}:${index + 1} ${fault}`),
      );
  });
}
