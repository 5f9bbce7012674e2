/** Starts one child process that outlives nothing: written down in the ledger, output in a file, stopped by name. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunLedger } from './run-ledger.ts';

export interface LaunchOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** Where standard output and error go; emptied at the start, so that its end is about this process. */
  readonly logFile: string;
  readonly ledger: RunLedger;
  /**
   * How long it gets to end by itself when a later run finds it orphaned; default 0, killed at once. Engines want some, or
   * their next start is a recovery.
   */
  readonly orphanGraceMs?: number;
  /** Appends to the log file instead of emptying it. */
  readonly appendLog?: boolean;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface LaunchedProcess {
  readonly name: string;
  readonly pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  readonly exited: Promise<Exit>;
  readonly hasExited: () => boolean;
  /** Asks it to end; kills it after `graceMs`. Resolves when it is gone. */
  readonly stop: (signal: NodeJS.Signals, graceMs: number) => Promise<Exit>;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** The end of its output. */
  readonly lastLines: (count: number) => string[];
}

/** @returns the last lines of a log file; none when there is no such file */
export function lastLinesOf(logFile: string, count: number): string[] {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count);
  } catch {
    return [];
  }
}

function spawned(child: ChildProcess, name: string, command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new Error(`${name}: ${command} cannot be started`, { cause })));
    child.once('spawn', () => resolve(child.pid ?? 0));
  });
}

/**
 * @throws Error when the command does not exist or may not be run
 */
export async function launch(options: LaunchOptions): Promise<LaunchedProcess> {
  const { name, command, args, logFile, ledger, uid, gid } = options;
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, options.appendLog ? 'a' : 'w');
  const child = spawn(command, args, {
    // An own process group: Ctrl-C in the terminal reaches the parent only, which stops its children in order.
    detached: true,
    stdio: ['ignore', log, log],
    ...(options.env && { env: options.env }),
    ...(options.cwd && { cwd: options.cwd }),
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  });
  let exit: Exit | null = null;
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      exit = { code, signal };
      if (child.pid) ledger.removeChild(child.pid);
      resolve(exit);
    });
  });
  let pid: number;
  try {
    pid = await spawned(child, name, command);
  } finally {
    closeSync(log);
  }
  ledger.addChild(name, pid, options.orphanGraceMs);
  return {
    name,
    pid,
    exited,
    hasExited: () => exit !== null,
    signal: (signal) => void child.kill(signal),
    lastLines: (count) => lastLinesOf(logFile, count),
    async stop(signal, graceMs) {
      if (exit) return exit;
      child.kill(signal);
      const timer = new AbortController();
      const late = delay(graceMs, undefined, { signal: timer.signal }).then(
        () => void child.kill('SIGKILL'),
        () => undefined,
      );
      const result = await exited;
      timer.abort();
      await late;
      return result;
    },
  };
}

/**
 * Waits until `isReady` says so.
 * @throws Error with the last lines of the log when the process ends first or `timeoutMs` passes
 */
export async function waitUntilReady(
  launched: LaunchedProcess,
  isReady: () => Promise<boolean>,
  timeoutMs: number,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isReady())) {
    const ended = launched.hasExited();
    if (ended || Date.now() > deadline) {
      const what = ended ? 'ended while starting' : `was not ready after ${timeoutMs / 1000} s`;
      throw new Error(`${launched.name} ${what}; its last lines:\n${launched.lastLines(12).join('\n')}`);
    }
    await delay(50);
  }
}
