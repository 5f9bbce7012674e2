import { isTest, readTexts, sourceNames } from './tracked-files.ts';

const SOURCE_LINES = 250;
const TEST_LINES = 400;

/** Files that are too long to be read in one go: sources over 250 lines, tests over 400. */
export async function checkFileLengths(projectRoot: string): Promise<string[]> {
  const files = await readTexts(projectRoot, await sourceNames(projectRoot));
  return files.flatMap(({ name, text }) => {
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    const limit = isTest(name) ? TEST_LINES : SOURCE_LINES;
    return lines > limit
      ? [`${name} has ${lines} lines, ${lines - limit} over the limit of ${limit}: split it by concern`]
      : [];
  });
}
