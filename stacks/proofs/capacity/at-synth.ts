import { readFileSync } from 'node:fs';
import { isArguments } from '../stack-query.ts';
import { capacityOf, reportLines } from './capacity.ts';

/**
 * What `npm run synth` says about capacity: the known contradictions of the environments that were just written, one line
 * each. Stacks that are no environment of the document say nothing.
 * @param files stack name -> file with its JSON
 * @throws Error with every contradiction that is new
 */
export function capacityWarnings(files: ReadonlyMap<string, string>): string[] {
  const reports = (['prod', 'staging'] as const).flatMap((environment) => {
    const file = files.get(environment);
    const json: unknown = file === undefined ? undefined : JSON.parse(readFileSync(file, 'utf8'));
    return isArguments(json) ? [capacityOf(environment, json)] : [];
  });
  const unknown = reports.flatMap((report) => reportLines({ fitting: [], known: [], unknown: report.unknown }));
  if (unknown.length > 0)
    throw new Error(
      `numbers contradict each other that no ruling keeps:\n  ${unknown.join('\n  ')}\n` +
        'Change one of them, or decide about it in stacks/proofs/capacity/known.ts.',
    );
  return reports.flatMap((report) => reportLines({ fitting: [], known: report.known, unknown: [] }));
}
