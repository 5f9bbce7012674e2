/**
 * Labelled places where a test may kill a process with SIGKILL, as a lost machine would (runtime.md 3.2 B and C).
 * When nothing is armed a kill point is one comparison with undefined.
 */
import { z } from 'zod';
import { ConfigError } from '../config/load-config.ts';

/** Environment pieces, spread into a service's z.object. */
export const killPointSettings = {
  /** The label at which this process ends itself, for example `payment.after-provider-approve`. */
  KILL_POINT: z.string().min(1).optional(),
  /** How many passes over that label go by unharmed first. */
  KILL_POINT_SKIP: z.coerce.number().int().min(0).default(0),
};

interface KillPointConfig {
  readonly NODE_ENV: string;
  readonly KILL_POINT?: string | undefined;
  readonly KILL_POINT_SKIP: number;
}

let armed: { readonly label: string; skip: number; readonly kill: () => void } | undefined;

/** Ends this process at once: no handler runs, nothing is flushed. */
const killSelf = () => {
  process.kill(process.pid, 'SIGKILL');
};

/**
 * Arms the configured kill point; called once by server.ts before anything is served.
 * @param kill what happens at the point; default SIGKILL to this process. Unit tests pass their own.
 * @throws ConfigError in production: nothing may be able to kill a production process by a variable.
 */
export function armKillPoint(config: KillPointConfig, kill: () => void = killSelf): void {
  if (config.KILL_POINT === undefined) {
    armed = undefined;
    return;
  }
  if (config.NODE_ENV === 'production') {
    throw new ConfigError('The environment is not usable:\n  KILL_POINT: is for tests and refused in production');
  }
  armed = { label: config.KILL_POINT, skip: config.KILL_POINT_SKIP, kill };
}

/** A place where the armed process dies. Labels are `<service or part>.<when>`. */
export function killPoint(label: string): void {
  if (armed === undefined || armed.label !== label) return;
  if (armed.skip > 0) {
    armed.skip -= 1;
    return;
  }
  armed.kill();
}
