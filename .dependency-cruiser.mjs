// The import directions of this repository, one rule per sentence. `edge/` answers before the VPC, `services/` runs
// inside it, `modules/` says what AWS resources look like, `stacks/` joins them; nothing points the other way.
const SERVICES = [
  'gateway',
  'auth',
  'ticket',
  'payment',
  'stats',
  'queue',
  'catalog',
  'community',
  'ticket-worker',
  'data-setup',
  'frontend',
];

// Whose database a service may open. Catalog reads ticket_db by ruling E14, the worker writes it by ruling E13.
const DATABASES = {
  auth: 'auth_db',
  ticket: 'ticket_db',
  payment: 'payment_db',
  stats: 'stats_db',
  community: 'community_db',
  catalog: 'ticket_db',
  'ticket-worker': 'ticket_db',
};

// A test, or what several tests share in a folder `testing/`, may start the whole platform: directions bind the code that
// runs in production.
const TESTS = '([.]test[.]ts$|/testing/)';
const PACKAGES = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];
const REGISTRY = '^services/registry[.]ts$';
const TOPICS = '^services/shared/events/topics[.]ts$';

/** One service imports shared code, the registry and itself; the worker alone also imports the ticket service. */
const betweenServices = SERVICES.map((service) => ({
  name: `${service}-imports-no-other-service`,
  comment: `services/${service} may import services/shared and itself only`,
  severity: 'error',
  from: { path: `^services/${service}/`, pathNot: TESTS },
  to: {
    path: '^services/[^/]+/',
    pathNot: [
      `^services/${service}/`,
      '^services/shared/',
      ...(service === 'ticket-worker' ? ['^services/ticket/'] : []),
    ],
  },
}));

// data-setup makes all databases and their roles: it runs the migrations.
const ownDatabase = SERVICES.filter((service) => service !== 'data-setup').map((service) => ({
  name: `${service}-opens-its-own-database`,
  comment: `services/${service} may import ${DATABASES[service] ? `the client of ${DATABASES[service]}` : 'no database client'} and nothing else of prisma/`,
  severity: 'error',
  from: { path: `^services/${service}/`, pathNot: TESTS },
  to: { path: '^prisma/', ...(DATABASES[service] ? { pathNot: `^prisma/generated/${DATABASES[service]}/` } : {}) },
}));

export default {
  forbidden: [
    ...betweenServices,
    ...ownDatabase,
    {
      name: 'services-stay-inside',
      comment: 'services never import stacks, modules, edge, or the tools around them',
      severity: 'error',
      from: { path: '^services/', pathNot: TESTS },
      to: { path: '^(stacks|modules|edge|local|bench|test|check)/' },
    },
    {
      name: 'shared-imports-no-service',
      comment: 'services/shared is the one home of shared run-time code and knows no service and no database',
      severity: 'error',
      from: { path: '^services/shared/', pathNot: TESTS },
      to: { path: ['^services/(?!shared/)[^/]+/', '^prisma/'] },
    },
    {
      name: 'registry-is-data',
      comment: 'services/registry.ts is pure data; the topics are the only thing it may name',
      severity: 'error',
      from: { path: REGISTRY },
      to: { pathNot: TOPICS },
    },
    {
      name: 'stacks-read-data-only',
      comment: 'of services/, stacks may read services/registry.ts and services/shared/events/topics.ts',
      severity: 'error',
      from: { path: '^stacks/', pathNot: TESTS },
      to: { path: '^(services|edge|prisma|local|bench|test|check)/', pathNot: [REGISTRY, TOPICS] },
    },
    {
      name: 'modules-know-only-providers',
      comment: 'a module describes AWS resources from what it is given: cdktf, the providers, itself',
      severity: 'error',
      from: { path: '^modules/', pathNot: TESTS },
      to: { path: '^(stacks|services|edge|prisma|local|bench|test|check)/' },
    },
    {
      name: 'cdktf-only-in-stacks-and-modules',
      comment: 'cdktf is archived upstream: the day it goes, only these two folders change',
      severity: 'error',
      from: { pathNot: '^(stacks|modules)/' },
      to: { path: ['node_modules/cdktf/', 'node_modules/@cdktf/', '^cdktf(/|$)', '^@cdktf/'] },
    },
    {
      name: 'providers-by-deep-import',
      comment: 'the barrel of a provider package costs 510 MB: import its lib/<resource>',
      severity: 'error',
      from: {},
      to: { path: ['node_modules/@cdktf/provider-[a-z]+/lib/index[.]', '^@cdktf/provider-[a-z]+$'] },
    },
    {
      name: 'edge-imports-tokens-only',
      comment: 'of this repository, edge code may import itself and services/shared/tokens',
      severity: 'error',
      from: { path: '^edge/', pathNot: TESTS },
      to: { path: '^(?!edge/|services/shared/tokens/)[^/]+', dependencyTypes: ['local'] },
    },
    {
      name: 'edge-has-no-packages',
      comment: 'an edge bundle has a byte budget: no npm package, aws-sdk v3 in the waiting-room functions only',
      severity: 'error',
      from: { path: '^edge/(?!vwr-)', pathNot: TESTS },
      to: { dependencyTypes: PACKAGES },
    },
    {
      name: 'waiting-room-has-aws-sdk-only',
      comment: 'the waiting-room functions find aws-sdk v3 in their runtime; anything else would be bundled',
      severity: 'error',
      from: { path: '^edge/vwr-', pathNot: TESTS },
      to: {
        dependencyTypes: PACKAGES,
        pathNot: '(^|/)@aws-sdk/',
      },
    },
    {
      name: 'tokens-have-no-packages',
      comment: 'services/shared/tokens is bundled into edge code, so it lives on Node alone',
      severity: 'error',
      from: { path: '^services/shared/tokens/', pathNot: TESTS },
      to: { dependencyTypes: PACKAGES },
    },
    {
      name: 'no-development-package-at-run-time',
      comment: 'services and edge code run without devDependencies',
      severity: 'error',
      from: { path: '^(services|edge)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-undeclared-package',
      comment: 'a package that package.json does not name may be gone after the next install',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'only-tests-import-tests',
      comment: 'what runs in production does not depend on a test',
      severity: 'error',
      from: { path: '^(services|edge|stacks|modules)/', pathNot: TESTS },
      to: { path: [TESTS, '^test/'] },
    },
    {
      name: 'no-cycle',
      comment: 'files that import each other can only be understood together',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-resolve',
      comment: 'the imported file or package is not there (prisma/generated comes from npm run db:generate)',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated/'] },
    exclude: { path: ['^[.]local/', '^dist/', '^services/frontend/[.]next/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
