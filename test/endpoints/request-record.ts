import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { localPath } from '../../local/project-paths.ts';

const recorder: string = pathToFileURL(path.join(import.meta.dirname, 'record-requests.mjs')).href;

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
  await import(recorder);
}

/** The environment in which a service that runs as a process of its own writes into the same record. */
export const recordingEnvironment = (): Record<string, string> => ({
  URR_REQUEST_RECORD: requestRecord(),
  NODE_OPTIONS: `--import=${recorder}`,
});
