import { expect } from 'chai';
import { CHECKS } from './check-list.ts';
import { type PlantedProject, plantProject } from './planted-project.ts';

/** A fault is planted as files; `found` must stand in the answer of the check, and a reader must understand it. */
type Planted = { check: string; title: string; files: Record<string, string>; found: readonly RegExp[] };

const later = `export async function later(): Promise<number> {\n  return 1;\n}\n`;
const used = (body: string): Record<string, string> => ({ 'services/ticket/server.ts': body });
/** Cut in two, so that this file does not hold what it plants. */
const cut = (...parts: string[]): string => parts.join('');

const PLANTED: readonly Planted[] = [
  {
    check: 'types',
    title: 'a number where a text is due, and an array element that may be missing',
    files: used(`export const name: string = 1;\nexport const first: number = [1, 2][0];\n`),
    found: [/server\.ts\(1,14\): error TS2322/, /server\.ts\(2,14\): error TS2322/],
  },
  {
    check: 'lint',
    title: 'a promise nobody waits for, one used as a condition, one given to a void callback, an await of a number',
    files: used(`import { later } from './later.ts';

later();
if (later()) console.log('always');
[1].map(later);
setTimeout(async () => { await later(); }, 1);
console.log(await 3);
`),
    found: [/no-floating-promises/, /no-misused-promises/, /await-thenable/],
  },
  {
    check: 'lint',
    title: 'a cast, an any and a switch that forgets a case',
    files: used(`type Kind = 'seat' | 'standing';
export const text = JSON.parse('1') as string;
export const anything: any = 1;
export function price(kind: Kind): number {
  switch (kind) {
    case 'seat':
      return 1;
  }
  return 0;
}
`),
    found: [/consistent-type-assertions/, /no-explicit-any/, /switch-exhaustiveness-check/],
  },
  {
    check: 'format',
    title: 'double quotes, a default export, unsorted imports, a missing extension and a camel-case file',
    files: {
      'services/ticket/seatMap.ts': `export const seats = 1;\n`,
      'services/ticket/server.ts': `import { seats } from './seatMap';\nimport express from "express";\n\nexport default [express, seats];\n`,
    },
    found: [/format/, /noDefaultExport/, /organizeImports/, /useImportExtensions/, /useFilenamingConvention/],
  },
  {
    check: 'unused',
    title: 'a file, an export and a package that nothing uses',
    files: {
      'services/ticket/forgotten.ts': `export const forgotten = 1;\n`,
      'services/ticket/hold.ts': `export function holdEnd(now: Date, seconds: number): Date {\n  return new Date(now.getTime() + seconds);\n}\nexport const nobody = 1;\n`,
      'package.json': `{ "name": "planted", "type": "module", "dependencies": { "express": "5.3.0", "undici": "7.30.2" } }\n`,
    },
    found: [
      /services\/ticket\/forgotten\.ts file is imported by nothing/,
      /services\/ticket\/hold\.ts:4 unused export: nobody/,
      /package\.json.* unused dependency: undici/,
    ],
  },
  {
    check: 'lengths',
    title: 'a source of 251 lines and a test of 401',
    files: { 'services/ticket/long.ts': '//\n'.repeat(251), 'services/ticket/long.test.ts': '//\n'.repeat(401) },
    found: [/long\.ts has 251 lines/, /long\.test\.ts has 401 lines/],
  },
  {
    check: 'names',
    title: 'a drawer for everything, a barrel and a folder in camel case',
    files: {
      'services/ticket/utils.ts': '',
      'services/helpers/text.ts': '',
      'services/ticket/index.ts': '',
      'services/ticket/seatMap/seat.ts': '',
    },
    found: [
      /ticket\/utils\.ts 'utils'/,
      /helpers\/text\.ts 'helpers'/,
      /ticket\/index\.ts only a module/,
      /seatMap\/ folders/,
    ],
  },
  {
    check: 'comments',
    title: 'an exported function that does not say what it promises',
    files: {
      'services/ticket/silent.ts':
        '/** Said once. */\nexport function one(a: 1): 1;\nexport function one(a: 2): 2;\n\nexport function two(): void {}\n',
    },
    found: [
      /^services\/ticket\/later\.ts:1 later is exported.*\nservices\/ticket\/silent\.ts:5 two is exported[^\n]*$/,
    ],
  },
  {
    check: 'leftovers',
    title: 'a switched-off test, a silenced compiler, a silenced rule and work left for later',
    files: {
      'services/ticket/off.test.ts': cut('it.', "skip('sells a seat once', () => {});\n"),
      'services/ticket/later.ts': cut('// @ts-', 'ignore\n// biome-', 'ignore lint: no time\n// TO', 'DO: refund\n'),
    },
    found: [/off\.test\.ts:1 a test runs/, /later\.ts:1 the type/, /later\.ts:2 a rule/, /later\.ts:3 left for later/],
  },
  {
    check: 'leaks',
    title: 'a private key, an environment file, a path of one machine and an AWS key',
    files: {
      'services/ticket/key.pem': cut('-----BEGIN EC ', 'PRIVATE KEY-----\nMHcCAQEE\n'),
      'docs/set-up.md': cut('Run `/ro', 'ot/start`.\n', 'Key AKIA', 'ABCDEFGHIJKLMNOP\n'),
    },
    found: [/key\.pem:1 a private key/, /set-up\.md:1 an absolute path/, /set-up\.md:2 an AWS access key/],
  },
  {
    check: 'documents',
    title: 'a link and a named test that do not exist',
    files: { 'docs/deviations.md': 'See [the plan](plan.md); held by `services/ticket/gone.test.ts`.\n' },
    found: [/deviations\.md:1 links to plan\.md/, /deviations\.md:1 names the test services\/ticket\/gone\.test\.ts/],
  },
];

describe('npm run check', function () {
  this.timeout(120_000);
  const projects: PlantedProject[] = [];
  const plant = async (files?: Record<string, string>): Promise<string> => {
    const project = await plantProject(files);
    projects.push(project);
    return project.root;
  };
  const faultsOf = async (name: string, root: string): Promise<string[]> => {
    const check = CHECKS.find((candidate) => candidate.name === name);
    if (!check) throw new Error(`no check is named ${name}`);
    return await check.faults(root);
  };

  after(async () => {
    await Promise.all(projects.map((project) => project.remove()));
  });

  it('finds nothing in a project without a fault', async () => {
    const root = await plant();

    const found = await Promise.all(CHECKS.map(async ({ name, faults }) => ({ name, faults: await faults(root) })));

    expect(found).to.deep.equal(CHECKS.map(({ name }) => ({ name, faults: [] })));
  });

  it('finds the address of the registry that this machine installs from', async () => {
    const root = await plant({
      '.npmrc': 'registry=http://packages.example.test/npm/\n',
      'docs/set-up.md': 'Packages come from packages.example.test.\n',
    });

    const faults = await faultsOf('leaks', root);

    expect(faults).to.include('docs/set-up.md:1 a package registry: packages.example.test');
  });

  it('has a planted fault for every check', () => {
    const planted = new Set([...PLANTED.map(({ check }) => check), 'directions']);

    expect(CHECKS.map(({ name }) => name).filter((name) => !planted.has(name))).to.deep.equal([]);
  });

  for (const { check, title, files, found } of PLANTED) {
    it(`${check}: finds ${title}`, async () => {
      const root = await plant({ 'services/ticket/later.ts': later, ...files });

      const faults = (await faultsOf(check, root)).join('\n');

      for (const pattern of found) expect(faults).to.match(pattern);
    });
  }
});
