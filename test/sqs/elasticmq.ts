/** ElasticMQ 1.7.1 from Maven Central, a second imitation of SQS, as a process of its own. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort, isPortAnswering } from '../../local/ports.ts';
import { localPath } from '../../local/project-paths.ts';
import { eventually } from '../platform/eventually.ts';

const run = promisify(execFile);

/** Where it answers. */
export interface ElasticMq {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** What is missing for it; undefined when all is here. */
export function missingForElasticMq(): string | undefined {
  const absent = ['java', 'mvn'].filter((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status !== 0);
  return absent.length === 0 ? undefined : absent.join(' and ');
}

/** Starts it on loopback: 6 s, the first time it also downloads 37 MB. */
export async function startElasticMq(): Promise<ElasticMq> {
  const folder = await fetchJars();
  const port = await freePort();
  const config = path.join(folder, `elasticmq-${port}.conf`);
  writeFileSync(
    config,
    `include classpath("application.conf")
rest-sqs { enabled = true, bind-hostname = "127.0.0.1", bind-port = ${port}, sqs-limits = strict }
rest-stats { enabled = false }
node-address { host = "127.0.0.1", port = ${port} }
`,
  );
  const jars = `${path.join(folder, 'lib')}/*`;
  const child = spawn('java', ['-Xmx200m', `-Dconfig.file=${config}`, '-cp', jars, 'org.elasticmq.server.Main'], {
    stdio: 'ignore',
  });
  const stop = async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    rmSync(config, { force: true });
  };
  try {
    await eventually('ElasticMQ answers', () => isPortAnswering(port), Boolean, 60_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint: `http://127.0.0.1:${port}`, stop };
}

/** The jars, once, in `.local/`. A folder of its own, renamed when complete: two runs at once do no harm. */
async function fetchJars(): Promise<string> {
  const folder = localPath('elasticmq-1.7.1');
  if (existsSync(folder)) return folder;
  const work = `${folder}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    copyFileSync(path.join(import.meta.dirname, 'elasticmq', 'pom.xml'), path.join(work, 'pom.xml'));
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
