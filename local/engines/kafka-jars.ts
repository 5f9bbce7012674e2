/** Apache Kafka 3.6.0 (the documented version) from Maven Central, once, into `.local/kafka-3.6.0/`. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { localPath } from '../project-paths.ts';

const run = promisify(execFile);
const version = '3.6.0';
/** What `dependency:copy-dependencies` brings; for the progress line only. */
const expectedJars = 55;

const pom = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>urr</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${version}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-reload4j</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

/** @returns the major version of the `java` command, or null without one */
async function javaVersion(): Promise<number | null> {
  try {
    const { stderr, stdout } = await run('java', ['-version']);
    const found = /version "(\d+)/.exec(stderr + stdout)?.[1];
    return found ? Number(found) : null;
  } catch {
    return null;
  }
}

/** Maven explains itself on standard output, one [ERROR] line after the other; the first says what is wrong. */
function firstErrorOf(error: unknown): string {
  const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
  return /\[ERROR\]\S* (.+)/.exec(output)?.[1]?.slice(0, 300) ?? String(error);
}

const jarsIn = (folder: string): number =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jar')).length : 0;

/**
 * @param say told what is downloaded and how far it is
 * @returns the folder with Kafka's jars, or a sentence why it cannot be had
 * @throws Error when Maven fails (no network, no mirror)
 */
export async function fetchKafkaJars(
  say: (line: string) => void,
  folder = localPath(`kafka-${version}`),
): Promise<{ jars: string } | string> {
  const java = await javaVersion();
  if (java === null) return 'java is not installed (17 or newer is needed)';
  if (java < 17) return `java ${java} is too old (17 or newer is needed)`;
  const jars = path.join(folder, 'lib');
  if (existsSync(jars)) return { jars };
  const maven = await run('mvn', ['--version']).then(
    () => true,
    () => false,
  );
  if (!maven) return 'mvn is not installed (it fetches Kafka once)';

  // A folder of its own, renamed when complete: two runs at once, or a kill in between, do no harm.
  const work = `${folder}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  writeFileSync(path.join(work, 'pom.xml'), pom);
  say(`Kafka: downloading Apache Kafka ${version} from Maven Central (41 MB, once)`);
  const progress = setInterval(() => {
    const jarsSoFar = jarsIn(path.join(work, 'lib'));
    say(
      jarsSoFar === 0
        ? 'Kafka: Maven is resolving and downloading'
        : `Kafka: ${jarsSoFar} of ${expectedJars} jars in place`,
    );
  }, 5000);
  try {
    await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib', '-DincludeScope=runtime'], {
      cwd: work,
      timeout: 600_000,
      maxBuffer: 16 * 1024 * 1024,
    }).catch((error: unknown) => {
      throw new Error(`Maven failed: ${firstErrorOf(error)}`, { cause: error });
    });
    if (!existsSync(folder)) renameSync(work, folder);
  } finally {
    clearInterval(progress);
    rmSync(work, { recursive: true, force: true });
  }
  return { jars };
}
