/**
 * `node --import=tsx test/endpoints/exercised.ts`: which documented endpoints the last test run has had a good answer from, by
 * the record that the services themselves wrote while they answered. Exit code 1 when one is missing.
 */
import { readFileSync } from 'node:fs';
import { isMain } from '../../prisma/engine/is-main.ts';
import { documentedEndpoints, elsewhere, nameOf } from './documented-endpoints.ts';
import { requestRecord } from './request-record.ts';

/** @param record lines `service METHOD /path/:id status` @returns the endpoints without any answer below 400 */
export function notExercised(record: string): string[] {
  const good = new Set<string>();
  for (const line of record.split('\n')) {
    const [service = '', method = '', path = '', status = ''] = line.split(' ');
    if (Number(status) < 400) good.add(nameOf({ service, method, path }));
  }
  const names = documentedEndpoints.map(nameOf).filter((name) => !(name in elsewhere));
  return names.filter((name) => !good.has(name));
}

if (isMain(import.meta.url)) {
  const missing = notExercised(readFileSync(requestRecord(), 'utf8'));
  console.log(
    `${documentedEndpoints.length - missing.length} of ${documentedEndpoints.length} endpoints exercised, or elsewhere for a reason`,
  );
  for (const name of missing) console.log(`never answered well: ${name}`);
  process.exitCode = missing.length === 0 ? 0 : 1;
}
