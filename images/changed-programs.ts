import path from 'node:path';
import { build } from 'esbuild';
import { programOptions } from '../local/build.ts';
import { projectRoot } from '../local/project-paths.ts';
import { imagePrograms } from './image-programs.ts';

/** What stands in every image, or decides how it is made. */
const inEveryImage = [/^package(-lock)?\.json$/, /^\.npmrc$/, /^\.dockerignore$/, /^tsconfig\.json$/, /^images\//];

/** Program to the source files that its image is made of, relative to the project, as the imports say. */
export async function sourcesOfPrograms(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const entries = Object.fromEntries(
    [...imagePrograms].map(([name, { entry }]) => [name, path.join(projectRoot, entry)]),
  );
  const { metafile } = await build({
    ...programOptions,
    entryPoints: entries,
    outdir: 'unused',
    write: false,
    metafile: true,
    absWorkingDir: projectRoot,
  });
  const sources = new Map<string, ReadonlySet<string>>();
  for (const { entryPoint, inputs } of Object.values(metafile.outputs)) {
    const program = [...imagePrograms].find(([, { entry }]) => entry === entryPoint)?.[0];
    if (program !== undefined) sources.set(program, new Set(Object.keys(inputs)));
  }
  return sources;
}

/** The database client is generated: what a change of a schema or a migration reaches is whoever imports the client. */
const generatedFrom = (file: string): string | undefined => {
  const database = /^prisma\/([a-z]+_db)\//.exec(file)?.[1];
  return database === undefined ? undefined : `prisma/generated/${database}/`;
};

/**
 * The programs that a change makes anew: because it is a change of the service's own folder, tests and pages included, of
 * something that the service imports, or of what stands in every image.
 * @param changed files relative to the project, as `git diff --name-only` has them
 */
export function changedPrograms(
  changed: readonly string[],
  sources: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const programs = [...sources.keys()];
  if (changed.some((file) => inEveryImage.some((pattern) => pattern.test(file)))) return programs;
  return programs.filter((program) => {
    const own = sources.get(program) ?? new Set<string>();
    return changed.some((file) => {
      const client = generatedFrom(file);
      if (client !== undefined) return [...own].some((source) => source.startsWith(client));
      return own.has(file) || file.startsWith(`services/${program}/`);
    });
  });
}
