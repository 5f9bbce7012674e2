import type { BenchRow } from './bench-row.ts';

/** The rows as a table for a terminal. */
export function formatTable(rows: readonly BenchRow[]): string {
  const header = ['case', 'against', 'ratio', 'low to high', 'reach', ''];
  const lines = rows.map((row) => [
    row.case,
    row.peer,
    amount(row.ratio, row.unit),
    `${amount(row.low, '')} to ${amount(row.high, '')}`,
    row.reach === null ? '-' : amount(row.reach, ''),
    verdict(row),
  ]);
  const widths = header.map((_, column) => Math.max(...[header, ...lines].map((line) => (line[column] ?? '').length)));
  return [header, ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function amount(value: number, unit: string): string {
  const digits = Math.abs(value) >= 100 ? 0 : 2;
  const text = value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });
  return unit === '' ? text : unit === 'x' ? `${text}x` : `${text} ${unit}`;
}

function verdict({ ratio, reach }: BenchRow): string {
  if (reach === null) return '';
  return ratio >= reach ? 'reached' : `short by ${Math.round((1 - ratio / reach) * 100)} %`;
}
