import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputOf } from './programs.ts';

/** What the load generator does. */
export interface Load {
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  readonly seconds: number;
  /** Used one after the other, so that many users are seen; each a list of "name: value". */
  readonly headerSets?: readonly (readonly string[])[];
}

/** Requests per second that wrk got answered on core 1. Throws when any answer was no 2xx, or a connection failed. */
export async function requestsPerSecond(load: Load): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'urr-bench-wrk-'));
  try {
    return await measured(load, load.headerSets === undefined ? [] : ['-s', scriptFor(folder, load.headerSets)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measured(load: Load, script: readonly string[]): Promise<number> {
  const text = await outputOf('taskset', [
    '-c',
    '1',
    'wrk',
    '-t1',
    `-c${load.connections}`,
    `-d${load.seconds}s`,
    '--timeout',
    '10s',
    ...script,
    `http://127.0.0.1:${load.port}${load.path}`,
  ]);
  const fault = /Non-2xx.*|Socket errors.*/.exec(text);
  if (fault !== null) throw new Error(`wrk saw failures on ${load.path}: ${fault[0]}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1]);
}

function scriptFor(folder: string, headerSets: readonly (readonly string[])[]): string {
  const file = join(folder, 'headers.lua');
  const sets = headerSets.map((headers) => {
    const entries = headers.map((header) => {
      const at = header.indexOf(':');
      return `[${JSON.stringify(header.slice(0, at))}]=${JSON.stringify(header.slice(at + 1).trim())}`;
    });
    return `{${entries.join(',')}}`;
  });
  writeFileSync(
    file,
    `local sets = {${sets.join(',\n')}}
local requests = {}
local at = 0
function init()
  for i, headers in ipairs(sets) do requests[i] = wrk.format('GET', nil, headers) end
end
function request()
  at = at % #requests + 1
  return requests[at]
end
`,
  );
  return file;
}
