import { endOfQuoted } from './template.ts';

/**
 * Indents as `terraform fmt` does: two spaces for each line that opened more brackets than it closed and has not been
 * closed yet; a line that opens and closes alike stays with what is around it.
 */
export function reindent(text: string): string {
  const open: number[] = [];
  return text
    .split('\n')
    .map((line) => {
      const content = line.trim();
      const change = bracketChange(content);
      if (change < 0) close(open, -change);
      const indented = content === '' ? '' : '  '.repeat(open.length) + content;
      if (change > 0) open.push(change);
      return indented;
    })
    .join('\n');
}

function close(open: number[], brackets: number): void {
  let left = brackets;
  while (left > 0) {
    const innermost = open.pop();
    if (innermost === undefined) return;
    if (innermost > left) open.push(innermost - left);
    left -= innermost;
  }
}

// Brackets in comments and in text do not count.
function bracketChange(line: string): number {
  if (line.startsWith('#')) return 0;
  let change = 0;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (character === '"') at = endOfQuoted(line, at + 1) - 1;
    else if ('{[('.includes(character)) change += 1;
    else if ('}])'.includes(character)) change -= 1;
  }
  return change;
}
