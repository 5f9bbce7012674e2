/**
 * `npm run conformance`: every value of architecture.md sections 1 to 10, met, deviating as docs/deviations.md says, or
 * missing. Fails when a value is wrong or when the table and the document disagree.
 */
import { checkConformance, compareWithDocument } from './conformance.ts';
import { closingLines, lineOf } from './report.ts';

const verdicts = checkConformance();
for (const verdict of verdicts) console.log(lineOf(verdict));
const disagreements = compareWithDocument() ?? [];
for (const line of disagreements) console.log(`DISAGREES      ${line}`);

const wrong = verdicts.filter(({ state }) => state === 'wrong');
if (wrong.length > 0) console.log(`\n${wrong.length} wrong:\n${wrong.map(lineOf).join('\n')}`);
console.log();
for (const line of closingLines(verdicts)) console.log(line);
if (wrong.length > 0 || disagreements.length > 0) process.exitCode = 1;
