import { execFile } from 'node:child_process';
import path from 'node:path';

export type ToolRun = { exitCode: number; stdout: string; stderr: string };

/**
 * Runs a command of the project's own `node_modules` in the project's root, without colours.
 * A tool that finds faults ends with a code above zero and is answered like any other; only a tool that cannot be
 * started at all rejects.
 */
export function runTool(projectRoot: string, script: string, args: readonly string[]): Promise<ToolRun> {
  return run(projectRoot, process.execPath, [path.join('node_modules', script), ...args]);
}

/** As `runTool`, for a program on the PATH. */
export function run(projectRoot: string, program: string, args: readonly string[]): Promise<ToolRun> {
  const { FORCE_COLOR: _colours, ...env } = process.env;
  return new Promise((resolve, reject) => {
    execFile(
      program,
      args,
      { cwd: projectRoot, env: { ...env, NO_COLOR: '1' }, maxBuffer: 256 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error && typeof error.code !== 'number') reject(new Error(`${program} did not run`, { cause: error }));
        else resolve({ exitCode: error ? Number(error.code) : 0, stdout, stderr });
      },
    );
  });
}

/** The lines of a text that hold something, without trailing blanks. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

/** What a broken tool run has to say: a tool may fail without naming a single fault. */
export function complaintOf(run: ToolRun): string[] {
  if (run.exitCode === 0) return [];
  const lines = linesOf(run.stderr || run.stdout);
  return [`the tool ended with exit code ${run.exitCode}`, ...lines.slice(0, 20)];
}
