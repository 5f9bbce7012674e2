/**
 * Where `actual` does not hold what `expected` asks for, one line per place. Objects may hold more than is asked for,
 * lists must agree in length and order, a regular expression must match the text.
 */
export function differences(expected: unknown, actual: unknown, path = ''): string[] {
  if (expected instanceof RegExp)
    return typeof actual === 'string' && expected.test(actual) ? [] : [line(path, String(expected), actual)];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [line(path, expected, actual)];
    return expected.flatMap((item, at) => differences(item, actual[at], `${path}[${at}]`));
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return [line(path, expected, actual)];
    return Object.entries(expected).flatMap(([key, item]) =>
      differences(item, actual[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return Object.is(expected, actual) ? [] : [line(path, expected, actual)];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function line(path: string, expected: unknown, actual: unknown): string {
  const shown = typeof expected === 'string' && expected.startsWith('/') ? expected : JSON.stringify(expected);
  return `${path}: wanted ${shown}, is ${actual === undefined ? 'not there' : JSON.stringify(actual)}`;
}
