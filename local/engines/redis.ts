/** Redis: given by REDIS_URL, taken over from docker-compose, on PATH, fetched from Debian, or in Docker. */
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { launch, waitUntilReady } from '../processes/launch.ts';
import { runContainer, whyNoDocker } from './docker.ts';
import type { Engine, EngineOptions } from './engine-options.ts';
import { firstThatWorks, type Way } from './first-that-works.ts';
import { fetchRedisPackage, type RedisBinary } from './redis-package.ts';
import { redisVersionAt } from './redis-ping.ts';

export interface RedisEngine extends Engine {
  readonly url: string;
}

/** What docker-compose.yml sets; a Redis with another or no password is somebody else's and is left alone. */
export const composeUrl = 'redis://:urr-local@127.0.0.1:6379';
const run = promisify(execFile);
const leaveAlone = async (): Promise<void> => undefined;

async function given(url: string | undefined): Promise<RedisEngine | string> {
  if (!url) return 'not set';
  const version = await redisVersionAt(url);
  if (version === null) throw new Error('nothing answers at the given address');
  return { url, how: `given by REDIS_URL (${version})`, ours: false, stop: leaveAlone };
}

async function composed(options: EngineOptions): Promise<RedisEngine | string> {
  if (!options.takeOver) return 'not asked for';
  const version = await redisVersionAt(composeUrl);
  if (version === null) return 'port 6379 does not answer, or not with the password of docker-compose.yml';
  return {
    url: composeUrl,
    how: `docker-compose on port 6379, taken over (${version})`,
    ours: false,
    stop: leaveAlone,
  };
}

async function startServer(options: EngineOptions, binary: RedisBinary, from: string): Promise<RedisEngine> {
  const folder = path.join(options.dataFolder, 'redis');
  mkdirSync(folder, { recursive: true });
  const args = {
    bind: '127.0.0.1',
    port: options.port,
    dir: folder,
    // Rulings B21: full memory must refuse writes, never drop a place in the line or a seat lock.
    'maxmemory-policy': 'noeviction',
    save: '',
    appendonly: options.durable ? 'yes' : 'no',
  };
  const server = await launch({
    name: 'redis',
    command: binary.command,
    args: Object.entries(args).flatMap(([key, value]) => [`--${key}`, String(value)]),
    logFile: path.join(options.logFolder, 'redis.log'),
    ledger: options.ledger,
    orphanGraceMs: 2_000,
    env: { ...process.env, ...(binary.libraryPath && { LD_LIBRARY_PATH: binary.libraryPath }) },
  });
  const url = `redis://127.0.0.1:${options.port}`;
  await waitUntilReady(server, async () => (await redisVersionAt(url, 500)) !== null, 20_000);
  return {
    url,
    how: `Redis ${await redisVersionAt(url)} (${from}) on port ${options.port}`,
    ours: true,
    stop: async () => void (await server.stop('SIGTERM', 10_000)),
  };
}

async function onPath(options: EngineOptions): Promise<RedisEngine | string> {
  const found = await run('redis-server', ['--version'], { env: { ...process.env, PATH: options.env.PATH } }).then(
    () => true,
    () => false,
  );
  if (!found) return 'not there';
  return startServer(options, { command: 'redis-server', libraryPath: '' }, 'redis-server on PATH');
}

async function fromDebian(options: EngineOptions): Promise<RedisEngine | string> {
  const binary = await fetchRedisPackage(options.say);
  return typeof binary === 'string' ? binary : startServer(options, binary, 'Debian package in .local/redis');
}

async function inDocker(options: EngineOptions): Promise<RedisEngine | string> {
  const why = await whyNoDocker();
  if (why) return why;
  const name = `urr-redis-${options.port}`;
  options.say('Redis: starting redis:7 in Docker');
  const policy = ['redis-server', '--maxmemory-policy', 'noeviction', '--save', ''];
  const container = await runContainer(name, ['--publish', `127.0.0.1:${options.port}:6379`, 'redis:7', ...policy]);
  const url = `redis://127.0.0.1:${options.port}`;
  for (let attempt = 0; (await redisVersionAt(url, 500)) === null; attempt++) {
    if (attempt === 100) throw new Error('the container did not answer within 10 s');
    await delay(100);
  }
  return { url, how: `Redis in Docker on port ${options.port}`, ours: true, stop: container.stop };
}

/**
 * Finds or starts Redis in the order of design.md section 4.
 * @throws Error that says what was tried and how to get one
 */
export async function startRedis(options: EngineOptions): Promise<RedisEngine> {
  const ways: Way<RedisEngine>[] = [
    { name: 'REDIS_URL', askedFor: true, find: () => given(options.env.REDIS_URL) },
    { name: 'docker-compose', find: () => composed(options) },
    { name: 'redis-server on PATH', find: () => onPath(options) },
    { name: 'Debian package', find: () => fromDebian(options) },
    { name: 'Docker', find: () => inDocker(options) },
  ];
  const { engine } = await firstThatWorks('Redis (brew install redis, or set REDIS_URL)', ways);
  return engine;
}
