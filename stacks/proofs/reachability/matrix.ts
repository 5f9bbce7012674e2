import type { Examination } from './examine.ts';
import { type EnvironmentName, type ExpectedPath, expectedPaths } from './expected.ts';

/** The matrix of architecture.md 6.3 as it is built, as a table in Markdown. */
export function matrix(examinations: Readonly<Record<EnvironmentName, Examination>>): string {
  const rows = expectedPaths.map((path) => [
    path.from,
    path.to,
    path.first === path.last ? String(path.first) : `${path.first}-${path.last}`,
    cell(examinations.prod, path),
    cell(examinations.staging, path),
    path.source,
  ]);
  const head = ['from', 'to', 'port', 'prod', 'staging', 'source'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cell({ lines }: Examination, path: ExpectedPath): string {
  if (!lines.has(path)) return '-';
  return lines.get(path) === undefined ? 'open' : 'DEAD';
}
