/**
 * A page per run in `.local/runs/`: which processes it started and which temporary folders it made. A run that is
 * killed with -9 cannot clean up; the next run of anything reads its page and does it instead.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { identify, type ProcessIdentity, stillRuns } from './process-identity.ts';

const identitySchema = z.object({ pid: z.number().int().positive(), startedAt: z.string() });
const pageSchema = z.object({
  title: z.string(),
  owner: identitySchema,
  children: z.array(identitySchema.extend({ name: z.string(), graceMs: z.number().default(0) })),
  folders: z.array(z.string()),
});
type Page = z.infer<typeof pageSchema>;
type Child = Page['children'][number];

export interface RunLedger {
  /**
   * Writes a child down; call it right after the spawn, before anything can fail.
   * @param graceMs how long it may take to end by itself before it is killed, should this run be gone; default 0
   */
  readonly addChild: (name: string, pid: number, graceMs?: number) => void;
  readonly removeChild: (pid: number) => void;
  /** A folder that is deleted when this run has ended, in order or not. */
  readonly addFolder: (folder: string) => void;
  /** Ends children that nobody stopped: what was still starting when the run was cut short. */
  readonly endChildren: () => Promise<void>;
  /** Ends the page and deletes its folders; the children must have been stopped. */
  readonly close: () => void;
}

/**
 * Opens the page of this process.
 * @param folder where the pages are, normally `.local/runs`
 * @param title what kind of run this is: 'npm start', 'npm test'
 */
export function openRunLedger(folder: string, title: string): RunLedger {
  mkdirSync(folder, { recursive: true });
  const owner = identify(process.pid) ?? { pid: process.pid, startedAt: 'unknown' };
  const file = path.join(folder, `${title.replaceAll(/\W+/g, '-')}-${process.pid}.json`);
  const page: Page = { title, owner, children: [], folders: [] };
  const save = () => {
    // Renamed into place: a kill in the middle of a write must not leave half a page.
    writeFileSync(`${file}.new`, JSON.stringify(page, null, 2));
    renameSync(`${file}.new`, file);
  };
  save();
  return {
    addChild(name, pid, graceMs = 0) {
      const identity = identify(pid);
      if (identity) page.children.push({ name, graceMs, ...identity });
      save();
    },
    removeChild(pid) {
      page.children = page.children.filter((child) => child.pid !== pid);
      save();
    },
    addFolder(path) {
      page.folders.push(path);
      save();
    },
    async endChildren() {
      await Promise.all(page.children.map(endChild));
    },
    close() {
      for (const path of page.folders) rmSync(path, { recursive: true, force: true });
      rmSync(file, { force: true });
    },
  };
}

function readPages(folder: string): { file: string; page: Page }[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const file = path.join(folder, name);
    try {
      return [{ file, page: pageSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) }];
    } catch {
      // Another run may have closed its page just now; an unreadable page names nobody we could safely end.
      return [];
    }
  });
}

/** Runs that are alive right now, other than this process. */
export function liveRuns(folder: string): { title: string; pid: number }[] {
  return readPages(folder)
    .filter(({ page }) => page.owner.pid !== process.pid && stillRuns(page.owner))
    .map(({ page }) => ({ title: page.title, pid: page.owner.pid }));
}

function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  // Asked again right before each signal: the id may mean another process by now.
  if (!stillRuns(identity)) return;
  try {
    process.kill(identity.pid, name);
  } catch {
    // It ended between the question and the signal.
  }
}

async function endChild(child: Child): Promise<void> {
  // PostgreSQL takes SIGINT for "disconnect everybody and stop"; SIGTERM would wait for its clients for ever.
  if (child.graceMs > 0) signal(child, 'SIGINT');
  const deadline = Date.now() + child.graceMs;
  while (stillRuns(child) && Date.now() < deadline) await delay(25);
  signal(child, 'SIGKILL');
  while (stillRuns(child)) await delay(10);
}

/**
 * Ends what killed runs left behind and deletes their temporary folders.
 * @returns one sentence per thing that was found, for the person at the terminal
 */
export async function sweepStaleRuns(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const { file, page } of readPages(folder)) {
    if (stillRuns(page.owner)) continue;
    const left = page.children.filter(stillRuns);
    await Promise.all(left.map(endChild));
    for (const path of page.folders) rmSync(path, { recursive: true, force: true });
    rmSync(file, { force: true });
    const names = left.map((child) => child.name).join(', ');
    if (names !== '') found.push(`a killed "${page.title}" (process ${page.owner.pid}) had left ${names}: ended`);
  }
  return found;
}
