import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { at, isArguments, listAt } from '../stack-query.ts';
import { allApps, inManifests, objectsOf, podsOf, theObject } from './manifest-readings.ts';
import type { Reading } from './passage.ts';
import { documentsIn } from './read-overlay.ts';
import { reading } from './readings.ts';

const root = path.resolve(import.meta.dirname, '../../..');
/** Folders where the configuration of a kind cluster may lie. */
const FOLDERS = ['local', 'k8s'];

/** How many nodes the configuration of a kind cluster asks for, or `no cluster file`. */
export const kindNodes: Reading = reading('local and k8s, nodes of a kind cluster', () => {
  const clusters = FOLDERS.map((folder) => path.join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
    )
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.includes('kind.x-k8s.io'))
    .flatMap(documentsIn)
    .filter(({ kind }) => kind === 'Cluster');
  const [only, ...others] = clusters;
  if (others.length > 0) throw new Error(`there are ${clusters.length} kind clusters`);
  return only === undefined ? 'no cluster file' : listAt(only, 'nodes').length;
});

/** An engine of kind: how many pods its StatefulSet has, and of which image. */
export const engine = (name: string): Reading =>
  inManifests(`StatefulSet ${name} of kind`, (built) => {
    const found = theObject(built, ['StatefulSet'], name, 'kind');
    return `${String(at(found, 'spec.replicas'))} ${String(at(found, 'spec.template.spec.containers.image'))}`;
  });

/** Where the Zipkin of kind keeps its traces. */
export const zipkinStorage: Reading = inManifests('storage of Zipkin on kind', (built) =>
  listAt(theObject(built, ['StatefulSet'], 'zipkin', 'kind'), 'spec.template.spec.containers.env')
    .filter(isArguments)
    .filter(({ name }) => name === 'STORAGE_TYPE')
    .map(({ value }) => value),
);

/** Whether kind runs an image of Prometheus. */
export const prometheus: Reading = inManifests('image of Prometheus on kind', (built) =>
  objectsOf(built, undefined, 'kind').some((each) =>
    /(^|\/)prometheus:/.test(String(at(each, 'spec.template.spec.containers.image'))),
  ),
);

/** How many pods each of the nine services has on kind. */
export const podsOfEach: Reading = inManifests('pods of each service on kind', (built) =>
  allApps.map((app) => podsOf(built, app, 'max', 'kind')),
);
