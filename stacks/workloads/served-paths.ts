import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ServiceName } from '../../services/registry.ts';

const services = path.resolve(import.meta.dirname, '../../services');
const ROUTE = /\bapp\.get\(\s*'([^']+)'/g;

const routesIn = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(ROUTE)].flatMap(([, route]) => route ?? []);

/**
 * Paths that a service answers besides its API, read from its source: stacks may not import it. The gateway has routes of
 * its own, every other back end those of the shared application; the front end answers `/`.
 */
export function servedPaths(name: ServiceName): readonly string[] {
  if (name === 'frontend') return ['/'];
  if (name !== 'gateway') return routesIn(path.join(services, 'shared/http/service-app.ts'));
  const folder = path.join(services, 'gateway/operations');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => routesIn(path.join(folder, file)));
}
