/** `npm run capacity`: what the platform's numbers demand of each other and of AWS. Fails on a contradiction that is new. */
import { synthesisedStacks } from '../synthesised.ts';
import { capacityOf, reportLines } from './capacity.ts';

const { prod, staging } = synthesisedStacks();
const reports = [capacityOf('prod', prod), capacityOf('staging', staging)];
for (const report of reports) for (const line of reportLines(report)) console.log(line);

const count = (of: 'fitting' | 'known' | 'unknown') => reports.reduce((sum, report) => sum + report[of].length, 0);
console.log(`\n${count('fitting')} fit, ${count('known')} contradictions known, ${count('unknown')} new`);
if (count('unknown') > 0) process.exitCode = 1;
