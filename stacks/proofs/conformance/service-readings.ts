import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Service, type ServiceName, serviceNamed, services } from '../../../services/registry.ts';
import { topicNames, topicSettings, topics } from '../../../services/shared/events/topics.ts';
import type { Reading } from './passage.ts';
import { reading } from './readings.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** One thing of a service's entry in services/registry.ts. */
export const ofService = (name: ServiceName, what: string, of: (service: Service) => unknown): Reading =>
  reading(`services/registry.ts, ${what} of ${name}`, () => of(serviceNamed(name)));

/** Everything in services/registry.ts. */
export const ofServices = (what: string, of: (all: readonly Service[]) => unknown): Reading =>
  reading(`services/registry.ts, ${what}`, () => of(services));

/** One topic of services/shared/events/topics.ts: who writes it, and who reads it. */
export const topicFlow = (topic: (typeof topicNames)[number]): Reading =>
  reading(`services/shared/events/topics.ts, ${topic}`, () => [topics[topic].producer, [...topics[topic].consumers]]);

/** Who writes a topic. */
export const writerOf = (topic: (typeof topicNames)[number]): Reading =>
  reading(`services/shared/events/topics.ts, producer of ${topic}`, () => topics[topic].producer);

/** Who reads a topic. */
export const readersOf = (topic: (typeof topicNames)[number]): Reading =>
  reading(`services/shared/events/topics.ts, consumers of ${topic}`, () => [...topics[topic].consumers]);

/** Names of the topics. */
export const topicList: Reading = reading('services/shared/events/topics.ts', () => [...topicNames]);

/** A setting that all topics share. */
export const topicSetting = (name: keyof typeof topicSettings): Reading =>
  reading(`services/shared/events/topics.ts, ${name}`, () => topicSettings[name]);

/**
 * What a pattern finds in a source file: its first group, as a number where it is one, or true without a group. For values
 * inside a service, which this folder may not import.
 */
export const written = (file: string, pattern: RegExp): Reading =>
  reading(file, () => {
    const found = pattern.exec(readFileSync(path.join(root, file), 'utf8'));
    if (found === null) throw new Error(`${file} does not say ${String(pattern)}`);
    const [, group] = found;
    if (group === undefined) return true;
    return group.trim() === '' || Number.isNaN(Number(group)) ? group : Number(group);
  });

/** Whether a pattern stands in a TypeScript file below one of the folders, tests apart; for values inside edge code. */
export const writtenBelow = (folders: readonly string[], pattern: RegExp): Reading =>
  reading(`${folders.join(', ')}: ${pattern.source}`, () =>
    folders
      .filter((folder) => existsSync(path.join(root, folder)))
      .flatMap((folder) =>
        readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
          path.join(root, folder, file),
        ),
      )
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .some((file) => pattern.test(readFileSync(file, 'utf8'))),
  );

/** Whether a path below the repository exists. */
export const exists = (file: string): Reading => reading(file, () => existsSync(path.join(root, file)));
