// `node --import=tsx images/changed.ts <base commit>`: which images the commits since then make anew, as an output of a
// step in GitHub Actions.
import { execFileSync } from 'node:child_process';
import { changedPrograms, sourcesOfPrograms } from './changed-programs.ts';

const [base] = process.argv.slice(2);
if (!base) throw new Error('give the commit to compare with: images/changed.ts origin/main');
const changed = execFileSync('git', ['diff', '--name-only', `${base}...HEAD`], { encoding: 'utf8' }).split('\n');
console.log(`services=${JSON.stringify(changedPrograms(changed.filter(Boolean), await sourcesOfPrograms()))}`);
