/** Ports: which are free, and who has the one that is not. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import net from 'node:net';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether `port` can be bound on 127.0.0.1 right now. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Whether somebody accepts connections there. */
export function isPortAnswering(port: number, host = '127.0.0.1', timeoutMs = 500): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/**
 * Free ports, all different. They are held open together until all are known; another program may take one between
 * this answer and its use, so callers try again with new ones when a bind fails.
 */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<net.Server>((resolve, reject) => {
          const server = net.createServer();
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** @returns one free port */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('the system has no free port');
  return port;
}

/** What an open file of a process is; it may be closed between the listing and this question. */
function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}

function listenerFromProc(port: number): string | null {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => {
    try {
      return readFileSync(table, 'utf8')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[1]?.endsWith(`:${hex}`) && fields[3] === '0A')
        .map((fields) => fields[9]);
    } catch {
      return [];
    }
  });
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const files = readdirSync(`/proc/${pid}/fd`).map((fd) => targetOf(`/proc/${pid}/fd/${fd}`));
      if (!inodes.some((inode) => inode && files.includes(`socket:[${inode}]`))) continue;
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return `process ${pid} (${command.slice(0, 100)})`;
    } catch {
      // Another user's process, or one that has just ended.
    }
  }
  return null;
}

/** @returns who listens on the port, in words; a guess is never made */
export async function whoListens(port: number): Promise<string> {
  if (process.platform === 'linux') return listenerFromProc(port) ?? 'a process of another user';
  try {
    const { stdout } = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']);
    const pid = /^p(\d+)$/m.exec(stdout)?.[1];
    const name = /^c(.+)$/m.exec(stdout)?.[1];
    return pid ? `process ${pid} (${name ?? 'unknown'})` : 'an unknown process';
  } catch {
    return 'an unknown process';
  }
}

/** The sentence a person reads when a port is taken. */
export function portTakenMessage(taken: readonly { port: number; wantedBy: string; heldBy: string }[]): string {
  const lines = taken.map(({ port, wantedBy, heldBy }) => `  port ${port} (${wantedBy}) is held by ${heldBy}`);
  return [
    `${taken.length === 1 ? 'A port is' : 'Ports are'} taken:`,
    ...lines,
    'Stop what holds it, or move the whole block: npm start -- --port-shift 100',
  ].join('\n');
}
