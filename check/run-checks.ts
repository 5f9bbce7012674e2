import { availableParallelism } from 'node:os';
import type { Check } from './check-list.ts';

const SHOWN_FAULTS = 60;

/**
 * Runs the checks on one project, as many at once as there are cores (most are one busy process), and prints each when
 * it is done. A check that throws counts as faulty: what could not be looked at is not clean.
 * Answers the number of checks with faults.
 */
export async function runChecks(
  projectRoot: string,
  checks: readonly Check[],
  print: (line: string) => void,
  shownFaults = SHOWN_FAULTS,
): Promise<number> {
  const waiting = [...checks];
  let faulty = 0;
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const start = performance.now();
      const faults = await check.faults(projectRoot).catch((error: unknown) => [`the check broke: ${String(error)}`]);
      const title = `${check.name.padEnd(11)}${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s`;
      if (faults.length === 0) {
        print(`ok     ${title}  ${check.holds}`);
        continue;
      }
      faulty += 1;
      print(`FAULT  ${title}  ${faults.length} found; demanded: ${check.holds}`);
      for (const fault of faults.slice(0, shownFaults)) print(`       ${fault}`);
      const rest = faults.length - shownFaults;
      if (rest > 0) print(`       and ${rest} more: npm run check -- ${check.name}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  print(faulty === 0 ? `${checks.length} checks, all clean` : `${checks.length} checks, ${faulty} with faults`);
  return faulty;
}
