/** DynamoDB Local 2.6.1 from Maven Central, AWS's own imitation, as a process of its own. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort, isPortAnswering } from '../../local/ports.ts';
import { localPath } from '../../local/project-paths.ts';

const run = promisify(execFile);
const sources = path.join(import.meta.dirname, 'dynamodb-local');
const START_TIMEOUT_MS = 60_000;

/** Where it answers. */
export interface DynamodbLocal {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** Whether Java and Maven are here; without them the tests use dynalite alone. */
export function dynamodbLocalCanRun(): boolean {
  return ['java', 'mvn'].every((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status === 0);
}

/** Starts it: 4 s, the first time it also downloads 51 MB. */
export async function startDynamodbLocal(): Promise<DynamodbLocal> {
  const folder = await fetchJars();
  const port = await freePort();
  const jars = path.join(folder, 'lib');
  const child = spawn(
    'java',
    [
      `-Djava.library.path=${jars}`,
      '-Xmx300m',
      '-cp',
      `${jars}/*`,
      path.join(sources, 'Launcher.java'),
      '-inMemory',
      '-sharedDb',
      '-disableTelemetry',
      '-port',
      String(port),
    ],
    { stdio: ['pipe', 'ignore', 'ignore'] },
  );
  const until = Date.now() + START_TIMEOUT_MS;
  while (!(await isPortAnswering(port))) {
    if (child.exitCode !== null) throw new Error(`DynamoDB Local ended with ${child.exitCode}`);
    if (Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error('DynamoDB Local did not start within a minute');
    }
    await sleep(100);
  }
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** The jars, once, in `.local/`. A folder of its own, renamed when complete: two runs at once do no harm. */
async function fetchJars(): Promise<string> {
  const folder = localPath('dynamodb-local-2.6.1');
  if (existsSync(folder)) return folder;
  const work = `${folder}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    copyFileSync(path.join(sources, 'pom.xml'), path.join(work, 'pom.xml'));
    await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib', '-DincludeScope=runtime'], {
      cwd: work,
      timeout: 300_000,
    });
    if (!existsSync(folder)) renameSync(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}
