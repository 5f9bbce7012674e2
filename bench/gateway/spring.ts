/** Peer: Spring Cloud Gateway on WebFlux, which the architecture document assumes; jars from Maven Central, once. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { localPath } from '../../local/project-paths.ts';
import { type Load, requestsPerSecond } from './load.ts';
import { freePort, outputOf, type Program, startProgram } from './programs.ts';

/** As it stands in the report; the version is that of the pom beside. */
export const springName = 'Spring Cloud Gateway 5.0.2 (WebFlux, Boot 4.0.7)';
/** A Java peer that is measured cold loses four fifths of its speed (runtime.md 2.2). */
const WARM_UP_SECONDS = 120;

const sources = new URL('./spring-cloud-gateway', import.meta.url).pathname;

/** Whether the peer can be built here. */
export function springCanRun(): boolean {
  return ['javac', 'mvn'].every((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status === 0);
}

/** Starts the peer on core 0 and keeps it busy for two minutes, so that it is measured compiled and warm. */
export async function startSpring(
  profile: 'bare' | 'chain',
  env: Readonly<Record<string, string>>,
  ask: Omit<Load, 'port' | 'seconds'>,
  say: (line: string) => void,
): Promise<Program> {
  const folder = await build(say);
  const port = await freePort();
  const classPath = `${join(folder, 'classes')}:${join(folder, 'lib')}/*`;
  const program = await startProgram(
    0,
    port,
    ['java', '-XX:+UseSerialGC', '-Xmx512m', '-cp', classPath, 'urr.peer.Gateway'],
    { ...env, SERVER_PORT: String(port), SPRING_PROFILES_ACTIVE: profile },
  );
  say(`${springName}, ${profile}: warming up for ${WARM_UP_SECONDS} s`);
  await requestsPerSecond({ ...ask, port, seconds: WARM_UP_SECONDS });
  return program;
}

async function build(say: (line: string) => void): Promise<string> {
  const folder = localPath('spring-cloud-gateway-peer');
  if (existsSync(join(folder, 'classes'))) return folder;
  say('fetching Spring Cloud Gateway from Maven Central (109 jars, once)');
  mkdirSync(folder, { recursive: true });
  const lib = join(folder, 'lib');
  await outputOf('mvn', ['-q', '-B', '-f', sources, 'dependency:copy-dependencies', `-DoutputDirectory=${lib}`]);
  await outputOf('javac', ['-cp', `${lib}/*`, '-d', join(folder, 'classes'), join(sources, 'Gateway.java')]);
  return folder;
}
