/**
 * `npm run reachability`: evaluates security groups, routes, endpoints and listener ports of the synthesised prod and
 * staging as one graph. Prints the matrix of architecture.md 6.3; ends with 1 when a line is dead or something else is open.
 */
import { synthesisedStacks } from '../synthesised.ts';
import { examine } from './examine.ts';
import { matrix } from './matrix.ts';
import { readNetwork } from './read-network.ts';

const started = performance.now();
const stacks = synthesisedStacks();
const examinations = {
  prod: examine(readNetwork(stacks.prod), 'prod'),
  staging: examine(readNetwork(stacks.staging), 'staging'),
};
console.log(matrix(examinations));

const both = Object.entries(examinations);
for (const [name, { faults }] of both) for (const fault of faults) console.error(`${name}: ${fault}`);
const faults = both.reduce((sum, [, found]) => sum + found.faults.length, 0);
const lines = both.reduce((sum, [, found]) => sum + found.lines.size, 0);
const seconds = ((performance.now() - started) / 1_000).toFixed(1);
console.log(`\n${lines} lines tried, and every other pair and port; ${faults} faults; ${seconds} s`);
process.exitCode = faults === 0 ? 0 : 1;
