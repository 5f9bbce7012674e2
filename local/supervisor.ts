/**
 * Starts, watches, kills and restarts the programs of the platform by name. `npm start`, the demo, the tests and the
 * benchmarks all use this one, so a fault test kills a service exactly as it runs for a person.
 */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Exit, type LaunchedProcess, lastLinesOf, launch } from './processes/launch.ts';
import type { RunLedger } from './processes/run-ledger.ts';
import { isReady } from './readiness.ts';

export interface Program {
  readonly name: string;
  readonly bundle: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** Answers 200 when the program can do its work. */
  readonly readinessPath: string;
}

export interface SupervisorOptions {
  readonly programs: readonly Program[];
  readonly ledger: RunLedger;
  readonly logFolder: string;
  /** Hears of a program that was ready and then ended although nobody asked it to; a failed start throws instead. */
  readonly onCrash?: (name: string, exit: Exit, lastLines: readonly string[]) => void;
  /** Hears, every few seconds, what is being waited for. */
  readonly say?: (line: string) => void;
  /** How long a start may take before that, in milliseconds; a few seconds of silence are no news. Default 10 s. */
  readonly quietMs?: number;
  /** How long a program may take to end after SIGTERM before it is killed; default 10 s. */
  readonly graceMs?: number;
}

/** How a program is started, other than the usual way. */
export interface StartOverrides {
  /** Added to, or in place of, the program's own environment. It stays in force for later restarts until replaced. */
  readonly env?: Readonly<Record<string, string>>;
  /** For Node itself: ['--cpu-prof']. */
  readonly nodeArguments?: readonly string[];
}

export interface Supervisor {
  readonly names: readonly string[];
  /** http://127.0.0.1:<port> of a program. */
  readonly urlOf: (name: string) => string;
  readonly isRunning: (name: string) => boolean;
  /** @throws Error when the program does not run */
  readonly pidOf: (name: string) => number;
  readonly logOf: (name: string) => string;
  /** What runs under a name, for tests that run a second one of it. */
  readonly programOf: (name: string) => Program;
  /** Starts a program and waits until it is ready. @throws Error with its last lines when it ends first */
  readonly start: (name: string, overrides?: StartOverrides) => Promise<void>;
  /** Starts a program without waiting. */
  readonly spawn: (name: string, overrides?: StartOverrides) => Promise<void>;
  readonly waitReady: (name: string, timeoutMs?: number) => Promise<void>;
  /** All programs at once; waits until all are ready. */
  readonly startAll: () => Promise<void>;
  /** SIGTERM, as Kubernetes does. */
  readonly stop: (name: string) => Promise<void>;
  /** SIGKILL, as a lost machine does. */
  readonly kill: (name: string) => Promise<void>;
  /** Any signal: SIGSTOP and SIGCONT make a program hang and go on. */
  readonly signal: (name: string, signal: NodeJS.Signals) => void;
  readonly restart: (name: string, overrides?: StartOverrides) => Promise<void>;
  /** Resolves when the program ends by itself, for tests that make it kill itself. */
  readonly ended: (name: string) => Promise<Exit>;
  /** Stops the programs one after the other, in the reverse of the order in which they were given. */
  readonly stopAll: () => Promise<void>;
}

interface Running {
  readonly launched: LaunchedProcess;
  /** False before it was ready and from the moment somebody asked it to end. */
  mayNotEnd: boolean;
}

const readyWithinMs = 60_000;

/** Nothing runs yet; program names must be different ones. */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { programs, ledger, logFolder, onCrash, say, quietMs = 10_000, graceMs = 10_000 } = options;
  const running = new Map<string, Running>();
  const overridesOf = new Map<string, StartOverrides>();
  const startedBefore = new Set<string>();

  function programNamed(name: string): Program {
    const program = programs.find((candidate) => candidate.name === name);
    if (!program) throw new Error(`no program "${name}"; there are ${programs.map((each) => each.name).join(', ')}`);
    return program;
  }
  function runningNamed(name: string): Running {
    const found = running.get(programNamed(name).name);
    if (!found) throw new Error(`${name} does not run`);
    return found;
  }
  const logOf = (name: string) => path.join(logFolder, `${name}.log`);
  const urlOf = (name: string) => `http://127.0.0.1:${programNamed(name).port}`;

  async function spawn(name: string, overrides?: StartOverrides): Promise<void> {
    const program = programNamed(name);
    if (running.has(name)) throw new Error(`${name} runs already`);
    if (overrides) overridesOf.set(name, overrides);
    const { env, nodeArguments = [] } = overridesOf.get(name) ?? {};
    const launched = await launch({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', ...nodeArguments, program.bundle],
      // PATH and the like only: what is exported in the terminal must not change how a service behaves.
      env: { PATH: process.env.PATH, TZ: 'UTC', ...program.env, ...env },
      logFile: logOf(name),
      appendLog: startedBefore.has(name),
      ledger,
    });
    startedBefore.add(name);
    const entry: Running = { launched, mayNotEnd: false };
    running.set(name, entry);
    void launched.exited.then((exit) => {
      if (running.get(name) === entry) running.delete(name);
      if (entry.mayNotEnd) onCrash?.(name, exit, lastLinesOf(logOf(name), 15));
    });
  }

  async function waitReady(name: string, timeoutMs = readyWithinMs): Promise<void> {
    const { port, readinessPath } = programNamed(name);
    const entry = runningNamed(name);
    const { launched } = entry;
    const startedAt = Date.now();
    let sayAt = startedAt + quietMs;
    for (;;) {
      const { ready, because } = await isReady(`http://127.0.0.1:${port}${readinessPath}`);
      // A program that has ended cannot be ready: somebody else answered on its port.
      if (ready && !launched.hasExited()) {
        entry.mayNotEnd = true;
        return;
      }
      const waitedMs = Date.now() - startedAt;
      if (launched.hasExited() || waitedMs > timeoutMs) {
        const what = launched.hasExited()
          ? 'ended while starting'
          : `was not ready after ${Math.round(waitedMs / 1000)} s (${because})`;
        throw new Error(`${name} ${what}; its last lines (${logOf(name)}):\n${launched.lastLines(15).join('\n')}`);
      }
      if (Date.now() > sayAt) {
        sayAt = Date.now() + 3000;
        say?.(`${name}: waiting, ${because}`);
      }
      await delay(30);
    }
  }

  async function end(name: string, signal: NodeJS.Signals): Promise<void> {
    const entry = running.get(programNamed(name).name);
    if (!entry) return;
    entry.mayNotEnd = false;
    await entry.launched.stop(signal, graceMs);
  }

  async function start(name: string, overrides?: StartOverrides): Promise<void> {
    await spawn(name, overrides);
    await waitReady(name);
  }

  return {
    names: programs.map(({ name }) => name),
    urlOf,
    logOf,
    isRunning: (name) => running.has(programNamed(name).name),
    pidOf: (name) => runningNamed(name).launched.pid,
    programOf: programNamed,
    start,
    spawn,
    waitReady,
    async startAll() {
      await Promise.all(programs.map(({ name }) => start(name)));
    },
    stop: (name) => end(name, 'SIGTERM'),
    kill: (name) => end(name, 'SIGKILL'),
    signal: (name, signal) => runningNamed(name).launched.signal(signal),
    async restart(name, overrides) {
      await end(name, 'SIGTERM');
      await start(name, overrides);
    },
    ended(name) {
      const entry = runningNamed(name);
      entry.mayNotEnd = false;
      return entry.launched.exited;
    },
    async stopAll() {
      for (const { name } of programs.toReversed()) await end(name, 'SIGTERM');
    },
  };
}
