/** One thing that passes or fails. */
export interface Part {
  readonly name: string;
  /** Returns what is worth saying about it. @throws Error when it failed */
  readonly work: () => Promise<string>;
  /** Runs when all others have ended, alone. Default false. */
  readonly last?: boolean;
}

interface Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly said: string;
  readonly failed: boolean;
}

/** Runs parts, `atOnce` at a time, prints progress and a table. @returns how many failed */
export async function runParts(parts: readonly Part[], atOnce: number): Promise<number> {
  const outcomes: Outcome[] = [];
  const waiting = parts.filter(({ last }) => !last);
  const worker = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      console.log(`${part.name}: started`);
      const outcome = await outcomeOf(part);
      outcomes.push(outcome);
      say(outcome, `${outcomes.length} of ${parts.length}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  for (const part of parts.filter(({ last }) => last)) outcomes.push(await outcomeOf(part));
  return table(outcomes);
}

async function outcomeOf({ name, work }: Part): Promise<Outcome> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1_000;
  try {
    const said = await work();
    return { name, seconds: seconds(), said, failed: false };
  } catch (error) {
    return { name, seconds: seconds(), said: error instanceof Error ? error.message : String(error), failed: true };
  }
}

function say({ name, seconds, said, failed }: Outcome, count: string): void {
  console.log(
    `${name}: ${failed ? 'FAILED' : 'passed'} after ${seconds.toFixed(0)} s (${count})${failed ? `\n${said}` : ''}`,
  );
}

function table(outcomes: readonly Outcome[]): number {
  const failed = outcomes.filter((outcome) => outcome.failed).length;
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  console.log('');
  for (const { name, seconds, said, failed: fell } of outcomes) {
    const first = said.split('\n')[0] ?? '';
    console.log(`${fell ? 'FAILED' : 'passed'}  ${name.padEnd(width)}  ${seconds.toFixed(0).padStart(4)} s  ${first}`);
  }
  for (const { name, said } of outcomes.filter((outcome) => outcome.failed)) console.log(`\n${name}:\n${said}`);
  console.log(`\n${outcomes.length - failed} passed, ${failed} failed`);
  return failed;
}
