import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { type PlantedProject, plantProject } from './planted-project.ts';
import { checkDirections } from './tool-checks.ts';

type Forbidden = { rule: string; from: string; imports: string };

/** One import per rule of `.dependency-cruiser.mjs`, each against design.md section 1. */
const FORBIDDEN: readonly Forbidden[] = [
  { rule: 'ticket-imports-no-other-service', from: 'services/ticket/a.ts', imports: '../auth/config.ts' },
  { rule: 'gateway-imports-no-other-service', from: 'services/gateway/a.ts', imports: '../auth/config.ts' },
  { rule: 'auth-imports-no-other-service', from: 'services/auth/a.ts', imports: '../ticket/config.ts' },
  { rule: 'payment-imports-no-other-service', from: 'services/payment/a.ts', imports: '../ticket/config.ts' },
  { rule: 'stats-imports-no-other-service', from: 'services/stats/a.ts', imports: '../ticket/config.ts' },
  { rule: 'queue-imports-no-other-service', from: 'services/queue/a.ts', imports: '../ticket/config.ts' },
  { rule: 'catalog-imports-no-other-service', from: 'services/catalog/a.ts', imports: '../ticket/config.ts' },
  { rule: 'community-imports-no-other-service', from: 'services/community/a.ts', imports: '../ticket/config.ts' },
  { rule: 'ticket-worker-imports-no-other-service', from: 'services/ticket-worker/a.ts', imports: '../auth/config.ts' },
  { rule: 'frontend-imports-no-other-service', from: 'services/frontend/a.ts', imports: '../auth/config.ts' },
  {
    rule: 'gateway-opens-its-own-database',
    from: 'services/gateway/b.ts',
    imports: '../../prisma/generated/auth_db/client.ts',
  },
  {
    rule: 'auth-opens-its-own-database',
    from: 'services/auth/b.ts',
    imports: '../../prisma/generated/ticket_db/client.ts',
  },
  {
    rule: 'ticket-opens-its-own-database',
    from: 'services/ticket/b.ts',
    imports: '../../prisma/generated/auth_db/client.ts',
  },
  {
    rule: 'payment-opens-its-own-database',
    from: 'services/payment/b.ts',
    imports: '../../prisma/generated/auth_db/client.ts',
  },
  {
    rule: 'stats-opens-its-own-database',
    from: 'services/stats/b.ts',
    imports: '../../prisma/generated/auth_db/client.ts',
  },
  {
    rule: 'queue-opens-its-own-database',
    from: 'services/queue/b.ts',
    imports: '../../prisma/generated/auth_db/client.ts',
  },
  {
    rule: 'catalog-opens-its-own-database',
    from: 'services/catalog/b.ts',
    imports: '../../prisma/generated/auth_db/client.ts',
  },
  {
    rule: 'community-opens-its-own-database',
    from: 'services/community/b.ts',
    imports: '../../prisma/generated/auth_db/client.ts',
  },
  {
    rule: 'ticket-worker-opens-its-own-database',
    from: 'services/ticket-worker/b.ts',
    imports: '../../prisma/generated/auth_db/client.ts',
  },
  {
    rule: 'frontend-opens-its-own-database',
    from: 'services/frontend/b.ts',
    imports: '../../prisma/generated/auth_db/client.ts',
  },
  { rule: 'services-stay-inside', from: 'services/auth/c.ts', imports: '../../stacks/main.ts' },
  { rule: 'shared-imports-no-service', from: 'services/shared/d.ts', imports: '../auth/config.ts' },
  { rule: 'registry-is-data', from: 'services/registry.ts', imports: './shared/clock.ts' },
  { rule: 'stacks-read-data-only', from: 'stacks/e.ts', imports: '../services/auth/config.ts' },
  { rule: 'modules-know-only-providers', from: 'modules/vpc/f.ts', imports: '../../stacks/main.ts' },
  { rule: 'cdktf-only-in-stacks-and-modules', from: 'local/g.ts', imports: 'cdktf' },
  { rule: 'providers-by-deep-import', from: 'modules/vpc/h.ts', imports: '@cdktf/provider-aws' },
  { rule: 'edge-imports-tokens-only', from: 'edge/viewer-request/i.ts', imports: '../../services/shared/clock.ts' },
  { rule: 'edge-has-no-packages', from: 'edge/viewer-request/j.ts', imports: 'zod' },
  { rule: 'waiting-room-has-aws-sdk-only', from: 'edge/vwr-api/k.ts', imports: 'zod' },
  { rule: 'tokens-have-no-packages', from: 'services/shared/tokens/l.ts', imports: 'zod' },
  { rule: 'no-development-package-at-run-time', from: 'services/auth/m.ts', imports: 'mocha' },
  { rule: 'no-undeclared-package', from: 'local/n.ts', imports: 'acorn' },
  { rule: 'only-tests-import-tests', from: 'services/auth/o.ts', imports: './config.test.ts' },
  { rule: 'only-tests-import-tests', from: 'services/auth/r.ts', imports: '../shared/testing/memory.ts' },
  { rule: 'no-cycle', from: 'local/p.ts', imports: './p.ts' },
  { rule: 'imports-resolve', from: 'local/q.ts', imports: './nowhere.ts' },
];

const ALLOWED: readonly Omit<Forbidden, 'rule'>[] = [
  { from: 'services/auth/allowed.ts', imports: '../shared/clock.ts' },
  { from: 'services/gateway/allowed.ts', imports: '../registry.ts' },
  { from: 'services/auth/allowed-database.ts', imports: '../../prisma/generated/auth_db/client.ts' },
  { from: 'services/catalog/allowed.ts', imports: '../../prisma/generated/ticket_db/client.ts' },
  { from: 'services/ticket-worker/allowed.ts', imports: '../ticket/config.ts' },
  { from: 'stacks/allowed.ts', imports: '../services/registry.ts' },
  { from: 'stacks/allowed-topics.ts', imports: '../services/shared/events/topics.ts' },
  { from: 'edge/viewer-request/allowed.ts', imports: '../../services/shared/tokens/keys.ts' },
  { from: 'edge/viewer-request/allowed-node.ts', imports: 'node:crypto' },
  { from: 'services/auth/allowed.test.ts', imports: '../../test/engines.ts' },
  { from: 'services/auth/testing/allowed.ts', imports: '../../../test/engines.ts' },
  { from: 'local/allowed.ts', imports: '../services/auth/config.ts' },
  { from: 'test/allowed.ts', imports: '../services/ticket/config.ts' },
];

const DATABASES = ['auth_db', 'ticket_db'];
const TARGETS: Record<string, string> = {
  'services/auth/config.ts': 'export {};\n',
  'services/auth/config.test.ts': 'export {};\n',
  'services/ticket/config.ts': 'export {};\n',
  'services/shared/clock.ts': 'export {};\n',
  'services/shared/testing/memory.ts': 'export {};\n',
  'services/shared/events/topics.ts': 'export {};\n',
  'services/shared/tokens/keys.ts': 'export {};\n',
  'services/registry.ts': 'export {};\n',
  'stacks/main.ts': 'export {};\n',
  'test/engines.ts': 'export {};\n',
  ...Object.fromEntries(DATABASES.map((name) => [`prisma/generated/${name}/client.ts`, 'export {};\n'])),
  'package.json': `${JSON.stringify({
    type: 'module',
    dependencies: { express: '5.3.0', zod: '4.6.7' },
    devDependencies: { mocha: '11.8.0' },
  })}\n`,
};

function files(imports: readonly Omit<Forbidden, 'rule'>[]): Record<string, string> {
  return {
    ...TARGETS,
    ...Object.fromEntries(imports.map(({ from, imports: target }) => [from, `import '${target}';\n`])),
  };
}

describe('import directions', function () {
  this.timeout(120_000);
  const projects: PlantedProject[] = [];
  const directions = async (planted: Record<string, string>): Promise<string[]> => {
    const project = await plantProject(planted);
    projects.push(project);
    return await checkDirections(project.root);
  };

  after(async () => {
    await Promise.all(projects.map((project) => project.remove()));
  });

  it('refuses each import that design.md section 1 forbids', async () => {
    const faults = await directions(files(FORBIDDEN));

    const missed = FORBIDDEN.filter(
      ({ rule, from }) => !faults.some((fault) => fault.startsWith(`${from} -> `) && fault.includes(` ${rule}: `)),
    );
    expect(missed).to.deep.equal([]);
  });

  it('lets through each import that design.md section 1 allows', async () => {
    expect(await directions(files(ALLOWED))).to.deep.equal([]);
  });

  it('has a planted import for every rule', async () => {
    const rules = await readFile(path.resolve(import.meta.dirname, '..', '.dependency-cruiser.mjs'), 'utf8');
    const literal = [...rules.matchAll(/name: '(?<name>[a-z-]+)'/g)].map((match) => match.groups?.name ?? '');

    const planted = new Set(FORBIDDEN.map(({ rule }) => rule));
    expect(literal.filter((name) => !planted.has(name))).to.deep.equal([]);
  });
});
