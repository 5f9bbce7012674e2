import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { localPath } from '../../local/project-paths.ts';

/**
 * Writes down which routes a service answered, and how, each once. Text, because it also goes by `node --import` into the
 * services that tests start, which run without a compiler.
 */
const recorder = `
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
const file = process.env.URR_REQUEST_RECORD;
const known = new Set();
if (file) subscribe('urr:answered', ({ service, method, route, status }) => {
  const line = [service, method, route, status].join(' ');
  if (known.has(line)) return;
  known.add(line);
  appendFileSync(file, line + String.fromCharCode(10));
});`;
const recorderUrl = `data:text/javascript,${encodeURIComponent(recorder)}`;

/** Where the run writes what its services answered; URR_REQUEST_RECORD names another place. */
export const requestRecord = (): string => process.env.URR_REQUEST_RECORD ?? localPath('requests', 'last-run.log');

/** Begins the record of this run, unless somebody gathers several runs in a place of their own. */
export async function beginRequestRecord(): Promise<void> {
  const file = requestRecord();
  if (process.env.URR_REQUEST_RECORD === undefined) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, '');
    process.env.URR_REQUEST_RECORD = file;
  }
  await import(recorderUrl);
}

/** The environment in which a service that runs as a process of its own writes into the same record. */
export const recordingEnvironment = (): Record<string, string> => ({
  URR_REQUEST_RECORD: requestRecord(),
  NODE_OPTIONS: `--import=${recorderUrl}`,
});
