/**
 * Mutation tests of the cores on which money, seats, places in line and identity rest (runtime.md 3.2 N): what Stryker
 * changes there, some unit test must notice. SQL and Lua are proven by scenarios instead (test/oversell, test/money,
 * test/queue): Stryker changes TypeScript only. `node --import=tsx test/mutation/mutate.ts tokens` takes one part.
 */
import { isMain } from '../../prisma/engine/is-main.ts';

/** By part: the files that are changed, and the tests that must notice. */
export const parts = {
  tokens: {
    mutate: ['services/shared/tokens/*.ts', 'services/shared/identity/internal-credential.ts'],
    spec: ['services/shared/tokens/!(*.integration).test.ts', 'services/shared/identity/!(*.integration).test.ts'],
  },
  money: {
    mutate: [
      'services/payment/payments/payment.ts',
      'services/payment/payments/in-flight.ts',
      'services/payment/webhooks/webhook-signature.ts',
      'services/payment/consumers/ordered-groups.ts',
    ],
    spec: ['services/payment/{payments,webhooks,consumers}/!(*.integration).test.ts'],
  },
  /** Below the bar (77 % of what unit tests reach): the order of arrival and the sums are proven on PostgreSQL. */
  statistics: {
    mutate: ['services/stats/recording/contributions.ts', 'services/stats/recording/story.ts'],
    spec: ['services/stats/recording/!(*.integration).test.ts'],
  },
  seats: {
    mutate: ['services/ticket/seats/seat-lock.ts', 'services/ticket/waitlist/lot.ts'],
    spec: ['services/ticket/{seats,waitlist}/!(*.integration).test.ts'],
  },
  queue: {
    mutate: [
      'services/queue/waiting/pacing.ts',
      'services/queue/waiting/tier1-place.ts',
      'services/queue/line/redis-guard.ts',
      'services/queue/admission/admission-news.ts',
      'services/queue/streams/stream-hub.ts',
    ],
    spec: ['services/queue/{waiting,line,admission,streams}/!(*.integration).test.ts'],
  },
} as const;

const demanded = ['tokens', 'money', 'seats', 'queue'];

/** Ends with an exit code of 1 when less than 80 % of the changes are noticed. @param names of parts; by default those demanded */
async function mutate(names: readonly string[]): Promise<void> {
  const chosen = Object.entries(parts)
    .filter(([name]) => (names.length === 0 ? demanded : names).includes(name))
    .map(([, part]) => part);
  // Here, because it is large and a test that only reads the parts has no use for it.
  const { Stryker } = await import('@stryker-mutator/core');
  await new Stryker({
    testRunner: 'mocha',
    plugins: ['@stryker-mutator/mocha-runner'],
    testRunnerNodeArgs: ['--import=tsx'],
    // The project's own configuration starts engines and prints its own way; unit tests need neither.
    mochaOptions: { 'no-config': true, 'no-package': true, spec: chosen.flatMap(({ spec }) => [...spec]) },
    coverageAnalysis: 'perTest',
    mutate: [...chosen.flatMap((part) => [...part.mutate]), '!**/*.test.ts'],
    // Only what these tests read is copied.
    ignorePatterns: ['/.local', '/cdktf.out', '/dist', '/terraform', '/k8s', '/stacks', '/modules', '/bench', '/docs'],
    tempDirName: '.local/stryker',
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    // Words for people are no behaviour.
    mutator: { excludedMutations: ['StringLiteral'] },
    concurrency: 2,
    timeoutMS: 5_000,
    thresholds: { high: 90, low: 80, break: 80 },
  }).runMutationTest();
}

if (isMain(import.meta.url)) await mutate(process.argv.slice(2));
