import { createRequire } from 'node:module';
import { redis as sharedRedis } from '../test/engines/redis.ts';
import type { BenchRow } from './bench-row.ts';
import { type Load, requestsPerSecond } from './gateway/load.ts';
import { startBackEnd, startNginxProxy } from './gateway/nginx.ts';
import { freePort, outputOf, type Program, startProgram } from './gateway/programs.ts';
import { springCanRun, springName, startSpring } from './gateway/spring.ts';
import { createUsers, pemOf, seatMapPath, serveJwks } from './gateway/tokens.ts';
import { type Contender, interleave, type Rounds, ratioRow, spread } from './measure.ts';

export const about =
  'the gateway against Express + http-proxy-middleware and nginx with one worker, bare and with the whole chain (proxy on core 0; back end and wrk on core 1)';

const ROUNDS = 5;
const SECONDS = 3;
const USERS = 500;
const OURS = 'ours';
const AGAIN = 'itself';

/** Needs nginx, wrk and taskset, about six minutes; with Java and Maven also the Spring peer, five minutes more. */
export async function run(say: (line: string) => void): Promise<BenchRow[]> {
  const nginx = await toolVersions();
  const stops: (() => Promise<void>)[] = [];
  const keep: Keep = async (starting) => {
    const program = await starting;
    stops.push(program.stop);
    return program;
  };
  try {
    const backEnd = await keep(startBackEnd(1));
    return [...(await bare(backEnd.port, nginx, keep, say)), ...(await wholeChain(backEnd.port, keep, say))];
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

type Keep = <P extends { readonly stop: () => Promise<void> }>(starting: Promise<P>) => Promise<P>;
type Goal = { readonly peer: string; readonly reach: number | null };
/** A proxy, what it is asked for, and what its own core did per request in each round. */
type Runner = Contender & { readonly perCpuSecond: number[] };

async function bare(backEnd: number, nginx: string, keep: Keep, say: (line: string) => void): Promise<BenchRow[]> {
  const ours = await keep(startOurs(backEnd, { CHAIN: 'off' }));
  const hpm = await keep(startPeer('peer-hpm.ts', { BACK_END: `http://127.0.0.1:${backEnd}` }));
  const proxy = await keep(startNginxProxy(0, backEnd));
  const springEnv = { BACK_END: `http://127.0.0.1:${backEnd}` };
  const spring = await springPeer(
    () => startSpring('bare', springEnv, { path: '/api/events', connections: 50 }, say),
    keep,
    say,
  );
  const hpmName = `express ${versionOf('express')} + http-proxy-middleware ${versionOf('http-proxy-middleware')}`;
  const rows: BenchRow[] = [];
  for (const [what, connections, path] of [
    ['69 bytes, 50 connections', 50, '/api/events'],
    ['69 bytes, 500 connections', 500, '/api/events'],
    ['20 kB, 50 connections', 50, '/api/events/large'],
  ] as const) {
    const isMain = connections === 50 && path === '/api/events';
    const at = (name: string, program: Program) => runner(name, program, { path, connections });
    const runners = [at(OURS, ours), at(hpmName, hpm), at(nginx, proxy), at(AGAIN, ours)];
    if (isMain) runners.push(...spring.map((program) => at(springName, program)));
    rows.push(
      ...(await compare(`bare, ${what}`, runners, say, [
        { peer: hpmName, reach: isMain ? 4.5 : null },
        { peer: nginx, reach: isMain ? 0.3 : null },
        { peer: AGAIN, reach: null },
        ...(isMain ? spring.map(() => ({ peer: springName, reach: 1.5 })) : []),
      ])),
    );
  }
  return rows;
}

/** One program, or none with a sentence why; a list, so that its runners and goals are simply left out. */
async function springPeer(start: () => Promise<Program>, keep: Keep, say: (line: string) => void): Promise<Program[]> {
  if (springCanRun()) return [await keep(start())];
  say(`NOT MEASURED: ${springName} needs javac and mvn (apt-get install openjdk-17-jdk-headless maven)`);
  return [];
}

async function wholeChain(backEnd: number, keep: Keep, say: (line: string) => void): Promise<BenchRow[]> {
  const redis = await sharedRedis();
  const { headerSets, accessJwks, entryJwks } = createUsers(USERS);
  const authPort = await freePort();
  await keep(serveJwks(authPort, accessJwks));
  const ours = await keep(
    startOurs(backEnd, {
      REDIS_URL: redis.url,
      AUTH_SERVICE_URL: `http://127.0.0.1:${authPort}`,
      ENTRY_TOKEN_JWKS: JSON.stringify(entryJwks),
    }),
  );
  const peer = await keep(
    startPeer('peer-hpm-chain.ts', {
      BACK_END: `http://127.0.0.1:${backEnd}`,
      REDIS_URL: redis.url,
      ACCESS_KEY: pemOf(accessJwks),
      ENTRY_KEY: pemOf(entryJwks),
    }),
  );
  const ownBare = await keep(startOurs(backEnd, { CHAIN: 'off' }));
  const ask = { path: seatMapPath, connections: 50, headerSets };
  const entryPort = await freePort();
  await keep(serveJwks(entryPort, entryJwks));
  const springEnv = {
    BACK_END: `http://127.0.0.1:${backEnd}`,
    JWKS_URL: `http://127.0.0.1:${authPort}`,
    ENTRY_JWKS_URL: `http://127.0.0.1:${entryPort}`,
    SPRING_DATA_REDIS_URL: redis.url,
  };
  const spring = await springPeer(() => startSpring('chain', springEnv, ask, say), keep, say);
  const peerName = `express + http-proxy-middleware + jsonwebtoken ${versionOf('jsonwebtoken')} (KeyObject) + rate-limiter-flexible ${versionOf('rate-limiter-flexible')}`;
  const runners = [
    runner(OURS, ours, ask),
    runner(peerName, peer, ask),
    // Rewriting the version is a filter, which the bare proxy lacks.
    runner('own bare proxy', ownBare, { ...ask, path: seatMapPath.replace('/v1', '') }),
    runner(AGAIN, ours, ask),
    ...spring.map((program) => runner(springName, program, ask)),
  ];
  return compare(
    `whole chain (cookie, ES256, limit in Redis, entry token), ${USERS} users, 50 connections`,
    runners,
    say,
    [
      { peer: peerName, reach: 4 },
      { peer: 'own bare proxy', reach: null },
      { peer: AGAIN, reach: null },
      ...spring.map(() => ({ peer: springName, reach: 10 })),
    ],
  );
}

function runner(name: string, program: Program, ask: Omit<Load, 'port' | 'seconds'>): Runner {
  const perCpuSecond: number[] = [];
  return {
    name,
    perCpuSecond,
    async measure() {
      const before = program.cpuSeconds();
      const rate = await requestsPerSecond({ ...ask, port: program.port, seconds: SECONDS });
      perCpuSecond.push((rate * SECONDS) / (program.cpuSeconds() - before));
      return rate;
    },
  };
}

/**
 * The rows of one case. Beside the rate as a client sees it stands the rate per second of the proxy's own CPU time: on a
 * machine that does other things too, only that one says what the programs cost.
 */
async function compare(what: string, runners: readonly Runner[], say: (line: string) => void, goals: readonly Goal[]) {
  say(what);
  for (const { measure, perCpuSecond } of runners) {
    await measure();
    perCpuSecond.length = 0;
  }
  const figures = await interleave(runners, ROUNDS, say);
  const cpu: Rounds = new Map(runners.map(({ name, perCpuSecond }) => [name, perCpuSecond]));
  say(
    `per CPU second: ${runners.map(({ name }) => `${name} ${Math.round(spread(cpu.get(name) ?? []).ratio)}`).join(' · ')}`,
  );
  const limit = { case: what, peer: 'limit', ...spread(figures.get(OURS) ?? []), reach: null, unit: 'requests/s' };
  return [
    ...goals.map((goal) => ratioRow(figures, { case: what, ours: OURS, ...goal })),
    ...goals.map(({ peer }) => ratioRow(cpu, { case: `${what}, by CPU time`, ours: OURS, peer, reach: null })),
    limit,
  ];
}

async function startOurs(backEnd: number, env: Readonly<Record<string, string>>): Promise<Program> {
  const services = ['AUTH', 'TICKET', 'PAYMENT', 'STATS', 'QUEUE', 'CATALOG', 'COMMUNITY'];
  const limits = ['AUTH', 'QUEUE', 'BOOKING', 'GENERAL'];
  return startProgram(0, await freePort(), [process.execPath, '--import=tsx', here('ours.ts')], {
    ...Object.fromEntries(services.map((name) => [`${name}_SERVICE_URL`, `http://127.0.0.1:${backEnd}`])),
    // So high that nobody is refused while the counting is measured.
    ...Object.fromEntries(limits.map((name) => [`RATE_LIMIT_${name}_RPM`, '1000000'])),
    INTERNAL_CREDENTIAL: 'a credential that only this benchmark uses',
    ENTRY_TOKEN_JWKS: JSON.stringify(createUsers(0).entryJwks),
    REDIS_URL: 'redis://127.0.0.1:1',
    ...env,
  });
}

async function startPeer(file: string, env: Readonly<Record<string, string>>): Promise<Program> {
  return startProgram(0, await freePort(), [process.execPath, '--import=tsx', here(file)], env);
}

const here = (file: string) => new URL(`./gateway/${file}`, import.meta.url).pathname;

function versionOf(name: string): string {
  const version: unknown = createRequire(import.meta.url)(`${name}/package.json`);
  return typeof version === 'object' && version !== null && 'version' in version ? String(version.version) : 'unknown';
}

/** Throws, naming what to install, when a tool is missing; the version of nginx otherwise. */
async function toolVersions(): Promise<string> {
  try {
    await outputOf('taskset', ['--version']);
    await outputOf('which', ['wrk']);
    const version = /nginx\/([\d.]+)/.exec(await outputOf('nginx', ['-v']))?.[1] ?? 'unknown';
    return `nginx ${version}, one worker`;
  } catch (error) {
    throw new Error('this benchmark needs nginx, wrk and taskset: apt-get install nginx wrk util-linux', {
      cause: error,
    });
  }
}
