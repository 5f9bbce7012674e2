import { expression } from '../hcl/expression.ts';
import type { JsonValue } from '../hcl/json-value.ts';

/** An input in which two environments differ, with its value in each. */
export interface DifferingInput {
  readonly variable: string;
  readonly values: readonly [unknown, unknown];
}

/**
 * An expression over one of the inputs that gives the first value in the first environment and the second in the second:
 * the input itself, a number that grows with it, or a text around such numbers. Undefined when there is none.
 */
export function formulaOf(first: JsonValue, second: JsonValue, inputs: readonly DifferingInput[]): string | undefined {
  for (const { variable, values } of inputs) {
    if (first === values[0] && second === values[1]) return `var.${variable}`;
    if (typeof first === 'number' && typeof second === 'number') {
      const found = numberFormula(first, second, variable, values);
      if (found !== undefined) return found;
    }
  }
  return typeof first === 'string' && typeof second === 'string' ? textFormula(first, second, inputs) : undefined;
}

function numberFormula(
  a: number,
  b: number,
  variable: string,
  values: readonly [unknown, unknown],
): string | undefined {
  const [x, y] = values;
  if (typeof x !== 'number' || typeof y !== 'number' || x === y) return undefined;
  const factor = a / x;
  if (b / y === factor && Number.isInteger(factor)) return `var.${variable} * ${factor}`;
  // A tenth of a number of GiB is no whole number of bytes.
  if (Math.abs(b / y - factor) < Math.abs(factor) * 1e-9) return `floor(var.${variable} * ${factor})`;
  const slope = (a - b) / (x - y);
  const base = a - slope * x;
  return Number.isInteger(slope) && Number.isInteger(base) && slope > 0
    ? `${slope} * var.${variable} ${base < 0 ? '-' : '+'} ${Math.abs(base)}`
    : undefined;
}

const NUMBERS = /(\d+)/;

function textFormula(first: string, second: string, inputs: readonly DifferingInput[]): string | undefined {
  const [ones, others] = [first.split(NUMBERS), second.split(NUMBERS)];
  if (ones.length !== others.length) return undefined;
  const parts = ones.map((part, at) => {
    const other = others[at] ?? '';
    if (part === other) return part;
    const found = at % 2 === 1 ? formulaOf(Number(part), Number(other), inputs) : undefined;
    return found === undefined ? undefined : `\${${found}}`;
  });
  return parts.includes(undefined) ? undefined : expression(parts.join(''));
}
