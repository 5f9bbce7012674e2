import { type RedisEngine, startRedis } from '../../local/engines/redis.ts';
import { stopAfterAllTests } from './stop-all.ts';
import { testEngineOptions } from './test-run.ts';

let started: Promise<RedisEngine> | null = null;

async function start(): Promise<RedisEngine> {
  const engine = await startRedis(await testEngineOptions());
  stopAfterAllTests(engine.stop);
  return engine;
}

/** The Redis of this test process: real, empty at first, no password. Started on first use, stopped after all tests. */
export function redis(): Promise<RedisEngine> {
  started ??= start();
  return started;
}
