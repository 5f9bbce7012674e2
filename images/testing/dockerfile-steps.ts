import { readFileSync } from 'node:fs';

/** A stage of a Dockerfile: its name, or `final`, and the shell commands it runs, in order. */
export interface Stage {
  readonly name: string;
  readonly runs: readonly string[];
}

/** Reads the RUN lines out of a Dockerfile, continued lines joined: what can be executed without Docker. */
export function readStages(file: string): Stage[] {
  const lines = readFileSync(file, 'utf8').replaceAll('\\\n', ' ').split('\n');
  const stages: { name: string; runs: string[] }[] = [];
  for (const line of lines) {
    const from = /^FROM .*?(?: AS (\S+))?$/.exec(line);
    if (from) stages.push({ name: from[1] ?? 'final', runs: [] });
    const run = /^RUN (.+)$/.exec(line);
    if (run?.[1]) stages.at(-1)?.runs.push(run[1]);
  }
  return stages;
}
