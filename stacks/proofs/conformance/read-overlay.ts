import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { type Arguments, isArguments } from '../stack-query.ts';

/** The three columns of architecture.md 9, as folders below k8s/spring/overlays. */
export type Overlay = 'kind' | 'staging' | 'prod';
/** One Kubernetes object. */
export type Manifest = Arguments;

/**
 * What kustomize is asked for here. Generators only add objects, and images only rename: neither holds a documented value.
 * Anything else is refused, so that nothing is read otherwise than it is applied.
 */
const kustomization = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('Kustomization'),
  namespace: z.string().optional(),
  resources: z.array(z.string()).default([]),
  patches: z.array(z.strictObject({ path: z.string() })).default([]),
  images: z.unknown().optional(),
  configMapGenerator: z.unknown().optional(),
  secretGenerator: z.unknown().optional(),
  generatorOptions: z.unknown().optional(),
});

/** Kinds that belong to no namespace. */
const CLUSTER_WIDE = ['Namespace', 'ClusterRole', 'ClusterRoleBinding', 'PriorityClass', 'StorageClass'];

/**
 * The objects of a folder with a kustomization.yaml, merged as kustomize merges them, without kubectl and without images.
 * Empty where the folder is not there.
 * @throws Error for what this does not understand, for example a patch of a list
 */
export function readOverlay(folder: string): Manifest[] {
  const file = path.join(folder, 'kustomization.yaml');
  if (!existsSync(file)) return [];
  const { success, data, error } = kustomization.safeParse(parse(readFileSync(file, 'utf8')));
  if (!success) throw new Error(`${file}: ${error.issues.map(({ message }) => message).join('; ')}`);
  const { namespace, resources, patches } = data;
  const objects = resources
    .map((each) => path.join(folder, each))
    .flatMap((each) => (statSync(each).isDirectory() ? readOverlay(each) : objectsIn(each)));
  const patched = patches.flatMap((each) => objectsIn(path.join(folder, each.path))).reduce(patchOne, objects);
  return namespace === undefined ? patched : patched.map((each) => placed(each, namespace));
}

/** The objects of a text with YAML documents. */
export function documentsIn(text: string): Manifest[] {
  return parseAllDocuments(text).flatMap((each) => {
    const value: unknown = each.toJS();
    return isArguments(value) ? [value] : [];
  });
}
const objectsIn = (file: string): Manifest[] => documentsIn(readFileSync(file, 'utf8'));

const metadataOf = ({ metadata }: Manifest): Arguments => (isArguments(metadata) ? metadata : {});
const idOf = (each: Manifest): string =>
  `${String(each.apiVersion)} ${String(each.kind)} ${String(metadataOf(each).name)}`;

function patchOne(objects: Manifest[], patch: Manifest): Manifest[] {
  if (!objects.some((each) => idOf(each) === idOf(patch))) throw new Error(`a patch of ${idOf(patch)} finds nothing`);
  if (patch.$patch === 'delete') return objects.filter((each) => idOf(each) !== idOf(patch));
  return objects.map((each) => (idOf(each) === idOf(patch) ? merged(each, patch) : each));
}

function merged(base: Arguments, patch: Arguments): Arguments {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    const old = base[key];
    if (key === '$patch' || (Array.isArray(old) && Array.isArray(value)))
      throw new Error(`a patch of ${key} is not understood: only maps and single values are`);
    if (value === null) delete result[key];
    else result[key] = isArguments(old) && isArguments(value) ? merged(old, value) : value;
  }
  return result;
}

const placed = (each: Manifest, namespace: string): Manifest =>
  CLUSTER_WIDE.includes(String(each.kind)) ? each : { ...each, metadata: { ...metadataOf(each), namespace } };
