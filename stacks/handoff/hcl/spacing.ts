import { endOfQuoted } from './template.ts';

/** An expression with the spaces inside braces that `terraform fmt` wants; cdktf writes `{"a" = 1}`. Text stays as it is. */
export function spaced(source: string): string {
  let result = '';
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (character === '"') {
      const end = endOfQuoted(source, at + 1);
      result += source.slice(at, end);
      at = end - 1;
    } else if (character === '{' && !/[\s}]/.test(source[at + 1] ?? ' ')) result += '{ ';
    else if (character === '}' && !/[\s{]$/.test(result)) result += ' }';
    else result += character;
  }
  return result;
}
