/** PostgreSQL refuses to run as root. In containers and CI everything is root, so the server gets another user. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface UnixUser {
  readonly uid: number;
  readonly gid: number;
}

/** @returns the ids of a user in a passwd file's text, or null */
export function userIn(passwd: string, name: string): UnixUser | null {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find(([entry]) => entry === name);
  const uid = Number(fields?.[2]);
  const gid = Number(fields?.[3]);
  return fields && Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : null;
}

/**
 * The user under whom PostgreSQL runs: null when we are not root (then it is ours), else `postgres`, made when missing;
 * `nobody` where users cannot be made.
 * @throws Error when this is root and there is no other user at all
 */
export function unprivilegedUser(): UnixUser | null {
  if (process.getuid?.() !== 0) return null;
  const known = () => userIn(readFileSync('/etc/passwd', 'utf8'), 'postgres');
  let user = known();
  if (!user) {
    try {
      execFileSync('groupadd', ['--system', 'postgres'], { stdio: 'ignore' });
      execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'], { stdio: 'ignore' });
    } catch {
      // No useradd (Alpine) or a read-only /etc: nobody will do, it owns nothing.
    }
    user = known() ?? userIn(readFileSync('/etc/passwd', 'utf8'), 'nobody');
  }
  if (!user) throw new Error('PostgreSQL does not run as root and this machine has no user "postgres" or "nobody"');
  return user;
}
