/**
 * Tells whether a process id still means the process it meant when it was written down. Ids are used again by the
 * system, so a recorded id alone is never a reason to kill: the start time must be the recorded one too.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ProcessIdentity {
  readonly pid: number;
  /** When the process started, in whatever unit the system reports; compared for equality only. */
  readonly startedAt: string;
}

/** Field 22 of /proc/<pid>/stat; the command in field 2 may contain spaces and brackets, so count after the last one. */
function startTimeFromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended and only waits for its parent to ask how.
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function startTimeFromPs(pid: number): string | null {
  try {
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return text === '' ? null : text;
  } catch {
    return null;
  }
}

/** @returns when the process started, or null when there is no such process */
function startTimeOf(pid: number): string | null {
  return process.platform === 'linux' ? startTimeFromProc(pid) : startTimeFromPs(pid);
}

/** @returns the identity of a running process, or null when it has ended already */
export function identify(pid: number): ProcessIdentity | null {
  const startedAt = startTimeOf(pid);
  return startedAt === null ? null : { pid, startedAt };
}

/** Whether the recorded process, and not another one with its id, still runs. */
export function stillRuns(identity: ProcessIdentity): boolean {
  return startTimeOf(identity.pid) === identity.startedAt;
}
