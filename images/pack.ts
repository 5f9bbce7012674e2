// `node --import=tsx images/pack.ts <service> <into> <packages from>`: the step of images/service.Dockerfile that makes the
// content of an image.
import { packProgram } from './pack-program.ts';

const [program = '', into = '', packagesFrom = '.'] = process.argv.slice(2);
if (!program || !into) throw new Error('give a service and the folder to make: images/pack.ts ticket /out /production');
const packages = await packProgram({ program, into, packagesFrom });
console.log(`${program}: ${packages.length} packages, in ${into}`);
