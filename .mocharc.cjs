// mocha adds the `spec` of a configuration to the files named on the command line; we want `npx mocha one.test.ts` to run
// that one, so the list is given only when nothing is named.
const { existsSync } = require('node:fs');

const folders = ['services', 'edge', 'prisma', 'stacks', 'modules', 'local', 'images', 'bench', 'check', 'test'];
const filesNamed = process.argv.slice(2).some((argument) => /\.[cm]?[jt]s$|\*/.test(argument));

module.exports = {
  'node-option': ['import=tsx'],
  require: ['test/root-hooks.ts'],
  reporter: 'test/reporter.cjs',
  // Unit tests need milliseconds, but whoever comes first also starts the engines, on two cores that others use too.
  timeout: 60_000,
  slow: 1_000,
  ...(filesNamed
    ? {}
    : { spec: folders.filter((folder) => existsSync(folder)).map((folder) => `${folder}/**/*.test.ts`) }),
};
