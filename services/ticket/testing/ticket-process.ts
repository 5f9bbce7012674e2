/** The ticket service as a process of its own, on a port of its choosing, that may be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { serviceCommand } from '../../../test/engines/service-bundle.ts';

export interface TicketProcess {
  readonly port: number;
  /** The signal that ended the process. */
  readonly ended: Promise<string | null>;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<string | null>;
}

/** @throws Error with what the process printed, when it ends before it listens */
export async function startTicketProcess(env: Readonly<Record<string, string>>): Promise<TicketProcess> {
  const child = spawn(process.execPath, await serviceCommand('ticket'), {
    env: { PATH: process.env.PATH, ...env, PORT: '0', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([, signal]: (string | null)[]) => signal ?? null);
  const port = await portOf(child);
  return {
    port,
    ended,
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

async function portOf(child: ChildProcess): Promise<number> {
  const lines: string[] = [];
  if (!child.stdout) throw new Error('the process has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const [, port] = /"port":(\d+),"msg":"listening"/.exec(line) ?? [];
    if (port === undefined) continue;
    child.stdout.resume();
    return Number(port);
  }
  throw new Error(`ticket did not start:\n${lines.join('\n')}`);
}
