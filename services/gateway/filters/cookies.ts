/**
 * The value of one cookie in a Cookie header, undefined when it is not there. Values are taken as they are: ours are
 * tokens, which need no decoding, so that a broken percent sequence cannot fail (10.1 no. 11).
 */
export function cookieValue(header: string, name: string): string | undefined {
  let at = 0;
  while (at < header.length) {
    const end = header.indexOf(';', at);
    const pair = header.slice(at, end === -1 ? header.length : end).trimStart();
    if (pair.startsWith(name) && pair[name.length] === '=') return pair.slice(name.length + 1).trimEnd();
    if (end === -1) return undefined;
    at = end + 1;
  }
  return undefined;
}
