/** Asks a Redis for its version over a bare socket: no client library, no reconnecting, one question. */
import net from 'node:net';

/**
 * @param url redis://[[user]:password@]host:port
 * @returns the version, or null when nothing that speaks Redis answers, or the password is refused
 */
export function redisVersionAt(url: string, timeoutMs = 2000): Promise<string | null> {
  const { hostname, port, password } = new URL(url);
  return new Promise((resolve) => {
    const socket = net.connect({ host: hostname, port: Number(port || 6379) });
    let text = '';
    const end = (version: string | null) => {
      socket.destroy();
      resolve(version);
    };
    socket.setTimeout(timeoutMs, () => end(null));
    socket.once('error', () => end(null));
    socket.once('close', () => resolve(null));
    socket.once('connect', () => {
      const secret = decodeURIComponent(password);
      const login = secret === '' ? '' : `*2\r\n$4\r\nAUTH\r\n$${Buffer.byteLength(secret)}\r\n${secret}\r\n`;
      socket.write(`${login}*2\r\n$4\r\nINFO\r\n$6\r\nserver\r\n`);
    });
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const version = /redis_version:(\S+)/.exec(text)?.[1];
      if (version) end(version);
      else if (/^-/m.test(text)) end(null);
    });
  });
}
