import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaContainer, SchemaFilter } from '@prisma/schema-engine-wasm/schema_engine_bg';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { PgMigrationFactory } from './pg-migration-factory.ts';

// Prisma's schema engine compiled to WebAssembly and driven through a driver adapter: no native binary, nothing downloaded.
// Its version in package.json must be the one of the prisma CLI (`engineVersion` in a generated client).

// The one corner of the global that is used here; @types/node leaves it to the browser's library.
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: Record<string, object>): Promise<{ exports: Record<string, unknown> }>;
};

export const everything: SchemaFilter = { externalTables: [], externalEnums: [] };

let loading: Promise<void> | undefined;

function failWith(message: string): never {
  throw new Error(`Prisma's schema engine gave up: ${message}`);
}

async function loadEngine(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = await WebAssembly.compile(readFileSync(path.join(path.dirname(entry), 'schema_engine_bg.wasm')));
  const instance = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': { ...glue } });
  const start = instance.exports.__wbindgen_start;
  if (typeof start !== 'function')
    throw new Error('schema_engine_bg.wasm has no __wbindgen_start: versions of the prisma packages differ');
  // Where the engine leaves the reason before it aborts; without it the reason is hidden behind a TypeError.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: failWith } });
  glue.__wbg_set_wasm(instance.exports);
  Reflect.apply(start, undefined, []);
}

/** An engine bound to one database; the caller closes the factory afterwards, or the advisory lock stays. */
export async function schemaEngine(
  factory: PgMigrationFactory,
  schemas: SchemaContainer[],
): Promise<glue.SchemaEngine> {
  loading ??= loadEngine();
  await loading;
  // An empty list makes the engine panic; undefined means "none".
  const datamodels =
    schemas.length === 0 ? undefined : schemas.map(({ path, content }): [string, string] => [path, content]);
  return glue.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
}

/** A schema.prisma as the engine wants it. */
export function schemaFile(file: string): SchemaContainer {
  return { path: file, content: readFileSync(file, 'utf8') };
}

/** All migrations of a folder, in order of their names. */
export function migrationList(baseDir: string): MigrationList {
  const lock = path.join(baseDir, 'migration_lock.toml');
  const names = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: existsSync(lock) ? readFileSync(lock, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: names.sort().map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}
