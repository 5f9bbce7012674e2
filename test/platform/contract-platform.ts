/**
 * The platform of the tests that call every operation of every document, also those of administrators: they change what
 * other tests rely on, so it is one of their own.
 */
import path from 'node:path';
import { Pool } from 'undici';
import { oncePerProcess, stopAfterAllTests } from '../engines/process-wide.ts';
import { testRun } from '../engines/test-run.ts';
import { type Crowd, createCrowd } from './crowd.ts';
import type { ExampleRequest } from './example-request.ts';
import { type Operation, operationsOf } from './operations.ts';
import { platform, type TestPlatform } from './platform.ts';

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly contentType: string;
}

export type Send = (
  url: string,
  request: Pick<ExampleRequest, 'method' | 'path' | 'body'>,
  headers: Readonly<Record<string, string>>,
) => Promise<Reply>;

export interface ContractPlatform {
  readonly platform: TestPlatform;
  readonly crowd: Crowd;
  readonly operations: readonly Operation[];
  readonly send: Send;
}

async function open(): Promise<ContractPlatform> {
  const { folder } = await testRun();
  const running = await platform({ env: { catalog: { IMAGE_FOLDER: path.join(folder, 'images') } } });
  const crowd = createCrowd(running, 16);
  const pools = new Map<string, Pool>();
  stopAfterAllTests(async () => {
    await crowd.close();
    await Promise.all([...pools.values()].map((pool) => pool.destroy()));
  });
  const poolOf = (url: string) => {
    const pool = pools.get(url) ?? new Pool(url, { connections: 16, pipelining: 1 });
    pools.set(url, pool);
    return pool;
  };
  const send: Send = async (url, { method, path, body }, headers) => {
    const answer = await poolOf(url).request({
      method,
      path,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const contentType = String(answer.headers['content-type'] ?? '');
    if (!contentType.startsWith('text/event-stream'))
      return { status: answer.statusCode, text: await answer.body.text(), contentType };
    // It would be read for ever; cutting it off is an error to whoever reads.
    answer.body.on('error', () => undefined).destroy();
    return { status: answer.statusCode, text: '', contentType };
  };
  return { platform: running, crowd, operations: await operationsOf(running), send };
}

export const contractPlatform = (): Promise<ContractPlatform> => oncePerProcess('contract platform', open);

/** Operations of features that need somebody else's service: 503 is what they answer without it. */
export const isSwitchedOff = ({ path: at }: Pick<Operation, 'path'>): boolean => at === '/api/artists/enrich';

/** The code of a problem document; empty without one. */
export function codeOf(text: string): string {
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === 'string' ? code : '';
  } catch {
    return '';
  }
}
