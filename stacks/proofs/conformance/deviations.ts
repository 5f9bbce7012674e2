/**
 * The rows of docs/deviations.md by what identifies them: the first column, or the second where the first is empty.
 * @param markdown the text of the file
 */
export function deviationRows(markdown: string): ReadonlySet<string> {
  const rows = markdown
    .split('\n')
    .filter((text) => text.startsWith('|') && !/^\|[\s|:-]*\|$/.test(text))
    .map((text) => text.split('|').map((cell) => cell.trim()));
  return new Set(rows.map(([, id = '', documented = '']) => (id === '' ? documented : id)));
}
