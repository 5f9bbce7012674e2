import { type RedisEngine, startRedis } from '../../local/engines/redis.ts';
import { oncePerProcess, stopAfterAllTests } from './process-wide.ts';
import { testEngineOptions } from './test-run.ts';

async function start(): Promise<RedisEngine> {
  const engine = await startRedis(await testEngineOptions());
  stopAfterAllTests(engine.stop);
  return engine;
}

/** The Redis of this test process: real, empty at first, no password. Started on first use, stopped after all tests. */
export function redis(): Promise<RedisEngine> {
  return oncePerProcess('redis', start);
}
