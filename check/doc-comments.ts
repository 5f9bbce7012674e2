import { isTest, readTexts, sourceNames } from './tracked-files.ts';

const EXPORTED_FUNCTION = /^export (?:async )?function (?<name>\w+)/;
const END_OF_COMMENT = /\*\/\s*$|^\/\//;

/** Exported functions without a comment above them. Overloads share the comment of the first. */
export async function checkDocComments(projectRoot: string): Promise<string[]> {
  const names = (await sourceNames(projectRoot)).filter((name) => !isTest(name));
  const files = await readTexts(projectRoot, names);
  return files.flatMap(({ name, text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, index) => {
      const exported = EXPORTED_FUNCTION.exec(line)?.groups?.name;
      if (exported === undefined || END_OF_COMMENT.test(lineAboveOverloads(lines, index, exported))) return [];
      return [`${name}:${index + 1} ${exported} is exported: say above it what it promises`];
    });
  });
}

function lineAboveOverloads(lines: readonly string[], index: number, exported: string): string {
  const above = lines[index - 1] ?? '';
  return EXPORTED_FUNCTION.exec(above)?.groups?.name === exported
    ? lineAboveOverloads(lines, index - 1, exported)
    : above;
}
