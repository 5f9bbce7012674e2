import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** What stands in an overlay before the pipeline has released anything: no registry has it, so the pods say so. */
const NOT_RELEASED = 'not-released';

const found = z.object({
  images: z.array(z.object({ name: z.string(), newTag: z.string().optional() })).default([]),
});

/** Tags of one overlay: image name to tag. */
export type Tags = (image: string) => string;

/**
 * The tags that stand in the kustomization.yaml of an overlay, because the pipeline writes them there.
 * @throws Error for an image that is listed without a tag: it would run as `latest`
 */
export function readTags(root: string, overlay: string, first = NOT_RELEASED): Tags {
  const file = path.join(root, 'overlays', overlay, 'kustomization.yaml');
  if (!existsSync(file)) return () => first;
  const { images } = found.parse(parse(readFileSync(file, 'utf8')));
  const untagged = images.filter(({ newTag }) => newTag === undefined || newTag === '').map(({ name }) => name);
  if (untagged.length > 0)
    throw new Error(
      `${file}: ${untagged.join(', ')} has no newTag. Set one: kustomize edit set image <name>=<where>:<tag>`,
    );
  const tags = new Map(images.map(({ name, newTag }) => [name, newTag ?? first]));
  return (image) => tags.get(image) ?? first;
}
