/**
 * mocha's `spec` output, plus what a person and a machine need: a sign of life from long tests, a loud word about tests
 * that did not run, and as the very last line `N passed, N failed`.
 */
import mocha from 'mocha';

const signOfLifeMs = 15_000;

/** What the last lines say. Skipped tests are named, because a skipped test proves nothing. */
export function summaryLines(passed: number, failed: number, skipped: readonly string[]): string[] {
  if (skipped.length === 0) return [`${passed} passed, ${failed} failed`];
  return [
    `NOT RUN: ${skipped.length} ${skipped.length === 1 ? 'test was' : 'tests were'} skipped:`,
    ...skipped.map((title) => `  - ${title}`),
    `${passed} passed, ${failed} failed, ${skipped.length} skipped`,
  ];
}

/** The number mocha turns into the exit code: in CI a skipped test counts as a failed one. */
export function failuresToReport(failed: number, skipped: number, ci: boolean): number {
  return ci ? failed + skipped : failed;
}

export class Reporter extends mocha.reporters.Spec {
  readonly #skipped: string[] = [];

  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    let running = '';
    let since = Date.now();
    const signOfLife = setInterval(() => {
      const seconds = Math.round((Date.now() - since) / 1000);
      if (running !== '' && seconds >= signOfLifeMs / 1000) console.log(`      ... ${running} (${seconds} s so far)`);
    }, signOfLifeMs);
    signOfLife.unref();
    const now = (title: string) => {
      running = title;
      since = Date.now();
    };
    runner.on('test', (test) => now(test.title));
    runner.on('hook', (hook) => now(hook.title));
    runner.on('pending', (test) => this.#skipped.push(test.fullTitle()));
    // Spec registered its own epilogue in super(): ours comes after it.
    runner.once('end', () => {
      clearInterval(signOfLife);
      const { passes, failures } = this.stats;
      for (const line of summaryLines(passes, failures, this.#skipped)) console.log(line);
    });
  }

  override done(failures: number, exit?: (failures: number) => void): void {
    exit?.(failuresToReport(failures, this.#skipped.length, Boolean(process.env.CI)));
  }
}
