import { createRequire } from 'node:module';
import { redis as sharedRedis } from '../test/engines/redis.ts';
import { stopAll } from '../test/engines/stop-all.ts';
import type { BenchRow } from './bench-row.ts';
import { requestsPerSecond } from './gateway/load.ts';
import { startBackEnd, startNginxProxy } from './gateway/nginx.ts';
import { freePort, outputOf, type Program, startProgram } from './gateway/programs.ts';
import { createUsers, seatMapPath, serveJwks } from './gateway/tokens.ts';
import { type Contender, interleave, ratioRow, spread } from './measure.ts';

export const about =
  'the gateway against Express + http-proxy-middleware and nginx with one worker, bare and with the whole chain (proxy on core 0; back end and wrk on core 1)';

const ROUNDS = 3;
const SECONDS = 2;
const USERS = 500;
const OURS = 'ours';
const AGAIN = 'itself';

type HeaderSets = readonly (readonly string[])[];

/** Needs nginx, wrk and taskset; about four minutes. */
export async function run(say: (line: string) => void): Promise<BenchRow[]> {
  const nginx = await toolVersions();
  const programs: Program[] = [];
  const keep = async (starting: Promise<Program>): Promise<number> => {
    const program = await starting;
    programs.push(program);
    return program.port;
  };
  try {
    const backEnd = await keep(startBackEnd(1));
    return [...(await bare(backEnd, nginx, keep, say)), ...(await wholeChain(backEnd, keep, say))];
  } finally {
    for (const program of programs.toReversed()) await program.stop();
    await stopAll();
  }
}

type Keep = (starting: Promise<Program>) => Promise<number>;

async function bare(backEnd: number, nginx: string, keep: Keep, say: (line: string) => void): Promise<BenchRow[]> {
  const ours = await keep(startOurs(backEnd, { CHAIN: 'off' }));
  const hpm = await keep(startPeer('peer-hpm.ts', { BACK_END: `http://127.0.0.1:${backEnd}` }));
  const proxy = await keep(startNginxProxy(0, backEnd));
  const hpmName = `express ${versionOf('express')} + http-proxy-middleware ${versionOf('http-proxy-middleware')}`;
  const rows: BenchRow[] = [];
  for (const [what, connections, path] of [
    ['69 bytes, 50 connections', 50, '/api/events'],
    ['69 bytes, 500 connections', 500, '/api/events'],
    ['20 kB, 50 connections', 50, '/api/events/large'],
  ] as const) {
    say(`bare, ${what}`);
    const contender = (name: string, port: number): Contender => ({
      name,
      measure: () => requestsPerSecond({ port, path, connections, seconds: SECONDS }),
    });
    const contenders = [
      contender(OURS, ours),
      contender(hpmName, hpm),
      contender(nginx, proxy),
      contender(AGAIN, ours),
    ];
    await warmUp(contenders);
    const figures = await interleave(contenders, ROUNDS, say);
    const isMain = connections === 50 && path === '/api/events';
    const row = (peer: string, reach: number | null) =>
      ratioRow(figures, { case: `bare, ${what}`, ours: OURS, peer, reach });
    rows.push(row(hpmName, isMain ? 4.5 : null), row(nginx, isMain ? 0.3 : null), row(AGAIN, null));
    if (isMain) {
      rows.push({
        case: `bare, ${what}`,
        peer: 'limit',
        ...spread(figures.get(OURS) ?? []),
        reach: null,
        unit: 'requests/s',
      });
    }
  }
  return rows;
}

async function wholeChain(backEnd: number, keep: Keep, say: (line: string) => void): Promise<BenchRow[]> {
  const redis = await sharedRedis();
  const { headerSets, accessJwks, entryJwks } = createUsers(USERS);
  const jwks = await keep(serveJwks(await freePort(), accessJwks));
  const ours = await keep(
    startOurs(backEnd, {
      REDIS_URL: redis.url,
      AUTH_SERVICE_URL: `http://127.0.0.1:${jwks}`,
      ENTRY_TOKEN_JWKS: JSON.stringify(entryJwks),
    }),
  );
  const peer = await keep(
    startPeer('peer-hpm-chain.ts', {
      BACK_END: `http://127.0.0.1:${backEnd}`,
      REDIS_URL: redis.url,
      ACCESS_JWK: JSON.stringify(accessJwks.keys[0]),
      ENTRY_JWK: JSON.stringify(entryJwks.keys[0]),
    }),
  );
  const ownBare = await keep(startOurs(backEnd, { CHAIN: 'off' }));
  const peerName = `express + http-proxy-middleware + jsonwebtoken ${versionOf('jsonwebtoken')} (KeyObject) + rate-limiter-flexible ${versionOf('rate-limiter-flexible')}`;
  const contender = (name: string, port: number, sets: HeaderSets, path = seatMapPath): Contender => ({
    name,
    measure: () => requestsPerSecond({ port, path, connections: 50, seconds: SECONDS, headerSets: sets }),
  });
  const contenders = [
    contender(OURS, ours, headerSets),
    contender(peerName, peer, headerSets),
    // Rewriting the version is a filter, which the bare proxy lacks.
    contender('own bare proxy', ownBare, headerSets, seatMapPath.replace('/v1', '')),
    contender(AGAIN, ours, headerSets),
  ];
  say(`whole chain, ${USERS} users, 50 connections`);
  await warmUp(contenders);
  const figures = await interleave(contenders, ROUNDS, say);
  const what = 'whole chain (cookie, ES256, Redis limit, entry token), 50 connections';
  const row = (name: string, reach: number | null) => ratioRow(figures, { case: what, ours: OURS, peer: name, reach });
  return [
    row(peerName, 4),
    row('own bare proxy', null),
    row(AGAIN, null),
    { case: what, peer: 'limit', ...spread(figures.get(OURS) ?? []), reach: null, unit: 'requests/s' },
  ];
}

async function warmUp(contenders: readonly Contender[]): Promise<void> {
  for (const { measure } of contenders) await measure();
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
