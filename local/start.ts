/** `npm start`: the whole platform on this machine. See README.md beside this file. */
import { existingServices } from './platform.ts';
import { liveRuns, openRunLedger, sweepStaleRuns } from './processes/run-ledger.ts';
import { localPath } from './project-paths.ts';
import { parseStartArguments, type StartArguments, UsageError, usage } from './start-arguments.ts';
import { StartError, startPlatform } from './start-platform.ts';
import { startReportLines } from './start-report.ts';
import { createStopList } from './stop-list.ts';

const say = (line: string): void => console.log(line);

function readArguments(): StartArguments {
  try {
    return parseStartArguments(process.argv.slice(2), existingServices());
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

const given = readArguments();
if (given.help) {
  say(usage);
  process.exit(0);
}

const runs = localPath('runs');
const title = `npm start, ports + ${given.portShift}`;
for (const sentence of await sweepStaleRuns(runs)) say(sentence);
const other = liveRuns(runs).find((run) => run.title === title);
if (other) {
  console.error(
    `npm start already runs here as process ${other.pid}. Stop it there with Ctrl-C, or start a second platform:\n` +
      '  npm start -- --port-shift 100',
  );
  process.exit(1);
}

const ledger = openRunLedger(runs, title);
const stops = createStopList(say);
let ending: Promise<void> | null = null;

/** Stops everything in order, once, and ends with the given code. */
function end(code: number): Promise<void> {
  ending ??= (async () => {
    await stops.stopAll();
    await ledger.endChildren();
    ledger.close();
    process.exit(code);
  })();
  return ending;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (ending) {
      say('Stopping already; a moment, or the next start will clean up.');
      return;
    }
    say(`\n${signal}: stopping everything`);
    void end(0);
  });
}

try {
  const report = await startPlatform(given, {
    env: process.env,
    ledger,
    stops,
    say,
    onCrash(name, exit, lastLines) {
      if (ending) return;
      const how = exit.signal ? `was ended by ${exit.signal}` : `ended with code ${exit.code}`;
      console.error(`\n${name} ${how}. Its last lines:\n${lastLines.map((line) => `  ${line}`).join('\n')}`);
      if (given.strict) void end(1);
      else console.error(`The rest goes on. Everything that needs ${name} will say so.`);
    },
  });
  for (const line of startReportLines(report)) say(line);
} catch (error) {
  // Cut short by Ctrl-C: what was still starting has failed, and that is no news.
  if (!ending) {
    const expected = error instanceof StartError || (error instanceof Error && error.cause === undefined);
    console.error(expected ? `\n${error.message}` : error);
  }
  await end(1);
}
