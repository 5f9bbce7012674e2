import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts, isPortAnswering } from '../../local/ports.ts';

/** A program of a benchmark: where it listens, and how it ends. */
export interface Program {
  readonly port: number;
  /** CPU time used so far by the program and its children, in seconds. */
  readonly cpuSeconds: () => number;
  readonly stop: () => Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

/** A port that is free at the moment. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

/** Starts a program on one core and waits until it accepts connections. */
export async function startProgram(
  core: number,
  port: number,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const child = spawn('taskset', ['-c', String(core), ...command], {
    env: { ...process.env, ...env, PORT: String(port), NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await waitForPort(child, port, command.join(' '));
  return {
    port,
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await once(child, 'exit');
      clearTimeout(force);
    },
  };
}

async function waitForPort(child: ChildProcess, port: number, what: string): Promise<void> {
  const until = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`${what} ended with ${child.exitCode} before it listened`);
    if (await isPortAnswering(port)) return;
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`${what} did not listen on ${port} within ${START_TIMEOUT_MS / 1000} s`);
}

const TICKS_PER_SECOND = 100;

// utime and stime are fields 14 and 15 of /proc/<pid>/stat; counted after the name in brackets, which may hold spaces.
function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  const own = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return children.reduce((sum, child) => sum + cpuSecondsOf(Number(child)), own);
}

/** The output of a command that must succeed. */
export async function outputOf(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${child.exitCode}:\n${text}`);
  return text;
}
