/** The terraform command in a folder of its own, its words written to a log beside its files. */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Terraform {
  /** Runs one subcommand and gives back how it ended; does not throw when it fails. */
  readonly run: (...args: readonly string[]) => Promise<Ended>;
  /** Runs one subcommand. @throws Error with its last words when it fails */
  readonly must: (...args: readonly string[]) => Promise<string>;
}

/** Minutes after which a command that hangs is ended; the slowest known takes 4. */
const patienceMs = 15 * 60_000;

/** Programs that this process has started and that must not outlive it. */
const running = new Set<number>();
process.once('exit', () => {
  for (const pid of running) process.kill(pid, 'SIGTERM');
});

/** Runs a program to its end, or ends it after a quarter of an hour; what it says is also written to `log`. */
export function runProgram(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>>; readonly log: string },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const log = createWriteStream(options.log, { flags: 'a' });
    log.write(`\n$ ${command} ${args.join(' ')}\n`);
    const child = spawn(command, args, { cwd: options.cwd, env: options.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGTERM'), patienceMs);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString();
      log.write(data);
    });
    child.stderr.on('data', (data: Buffer) => {
      stderr += data.toString();
      log.write(data);
    });
    child.once('error', reject);
    if (child.pid !== undefined) running.add(child.pid);
    child.once('close', (code) => {
      clearTimeout(timer);
      if (child.pid !== undefined) running.delete(child.pid);
      log.end();
      resolve({ code: code ?? 1, stdout: stripVTControlCharacters(stdout), stderr: stripVTControlCharacters(stderr) });
    });
  });
}

/** @param folder with the .tf.json files; `terraform.log` is written there too */
export function terraformIn(folder: string, env: Readonly<Record<string, string>>): Terraform {
  const log = path.join(folder, 'terraform.log');
  const run = (...args: readonly string[]) => runProgram('terraform', args, { cwd: folder, env, log });
  return {
    run,
    async must(...args) {
      const { code, stdout, stderr } = await run(...args);
      if (code === 0) return stdout;
      throw new Error(
        `terraform ${args[0]} failed:\n${lastWords(stderr === '' ? stdout : stderr)}\n(all of it: ${log})`,
      );
    },
  };
}

/** What a program said from its first error on, else its end; without empty lines and frames. */
export function lastWords(text: string, lines = 30): string {
  const said = text
    .split('\n')
    .map((line) => line.replace(/^[│╷╵\s]+/, '').trimEnd())
    .filter((line) => line !== '');
  const first = said.findIndex((line) => line.startsWith('Error'));
  return (first === -1 ? said.slice(-lines) : said.slice(first, first + lines)).join('\n');
}
