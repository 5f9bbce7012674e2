import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';

const LONGEST_TEXT = 262_144;

/**
 * The text behind a URL. Rejects unless it comes whole, with status 200, within `timeoutMs`.
 * node:https and not fetch: loading that takes longer than all the rest of a cold start.
 */
export async function fetchText(url: string, timeoutMs: number): Promise<string> {
  const get = url.startsWith('http:') ? getHttp : getHttps;
  return new Promise((resolve, reject) => {
    const request = get(url, { signal: AbortSignal.timeout(timeoutMs) }, (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        reject(new Error(`${url} answered ${response.statusCode}`));
        return;
      }
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length > LONGEST_TEXT) response.destroy(new Error(`${url} is longer than ${LONGEST_TEXT} bytes`));
      });
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}
