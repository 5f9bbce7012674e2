/** Requests as bytes: HTTP clients refuse to send, or mend, what tests want to send. */
import { connect } from 'node:net';

export interface RawAnswer {
  /** 0 when the connection was closed without an answer. */
  readonly status: number;
  readonly body: string;
}

/**
 * Writes the text and reads the answer until the server closes, or until its head is there when it keeps the connection.
 * @param url whose host and port are used
 * @param text a whole request; ask for `Connection: close` to read the body
 */
export function sendRaw(url: string, text: string | Buffer): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(text));
    const end = () => {
      socket.destroy();
      const answer = Buffer.concat(chunks).toString();
      const [head = '', body = ''] = answer.split('\r\n\r\n', 2);
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), body });
    };
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const seen = Buffer.concat(chunks).toString();
      if (seen.includes('\r\n\r\n') && !/\r\nconnection: close\r\n/i.test(seen)) end();
    });
    socket.on('error', end);
    socket.on('close', end);
  });
}

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  /** As they are, also with what no client would send. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A request with headers as they are; the answer is read to its end. */
export function requestRaw(url: string, { method, path, headers, body }: RawRequest): Promise<RawAnswer> {
  const content = body === undefined ? '' : JSON.stringify(body);
  const lines = Object.entries({
    host: new URL(url).host,
    connection: 'close',
    ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return sendRaw(url, `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${content}`);
}
