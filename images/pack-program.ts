import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { programOptions } from '../local/build.ts';
import { projectRoot } from '../local/project-paths.ts';
import { billOfMaterials } from './bill-of-materials.ts';
import { imagePrograms } from './image-programs.ts';
import { type InstalledPackage, packageClosure } from './package-closure.ts';

interface PackProgram {
  /** A key of `imagePrograms`. */
  readonly program: string;
  /** Becomes the working folder of the image; is made. */
  readonly into: string;
  /** Holds a node_modules for the platform of the image: `npm ci --omit=dev --os=linux --cpu=arm64`. */
  readonly packagesFrom: string;
}

const builtin = new Set(builtinModules);

/** `@scope/name/deep` and `name/deep` to the name of the package. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

function importedPackages({ outputs }: Metafile): ReadonlySet<string> {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  const names = imports.filter(({ external }) => external).map(({ path: specifier }) => packageOf(specifier));
  return new Set(names.filter((name) => !name.startsWith('node:') && !builtin.has(name)));
}

/** What a running program never opens: types, source maps, pages for people, and Prisma's compilers for other databases. */
const neverOpened = /\.(d\.[cm]?ts|map|md|markdown)$|query_compiler_(fast|small)_bg\.(?!postgresql)/;

/** Asks the program how it is, from inside the container. Without curl, which the image does not have. */
const healthCheck = (port: number) => `const answer = await fetch(
  \`http://127.0.0.1:\${process.env.PORT ?? ${port}}/actuator/health/liveness\`,
).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
`;

/**
 * Makes the folder that a container runs: one file of our code, the packages it imports and nothing else of npm, a health
 * check and a bill of materials.
 * @returns the packages inside
 * @throws Error for an unknown program, and for a package that is not installed
 */
export async function packProgram({ program, into, packagesFrom }: PackProgram): Promise<InstalledPackage[]> {
  const found = imagePrograms.get(program);
  if (!found) throw new Error(`SERVICE=${program} is no program. Take one of: ${[...imagePrograms.keys()].join(', ')}`);
  mkdirSync(into, { recursive: true });
  const { metafile } = await build({
    ...programOptions,
    entryPoints: { server: path.join(projectRoot, found.entry) },
    outdir: into,
    metafile: true,
  });
  const packages = packageClosure(packagesFrom, importedPackages(metafile));
  for (const { folder } of packages) {
    const source = path.join(packagesFrom, folder);
    cpSync(source, path.join(into, folder), {
      recursive: true,
      // Packages below a package are of the closure themselves, or of nobody.
      filter: (file) =>
        !neverOpened.test(file) && !path.relative(source, file).split(path.sep).includes('node_modules'),
    });
  }
  writeFileSync(path.join(into, 'health-check.mjs'), healthCheck(found.port));
  writeFileSync(path.join(into, 'bom.cdx.json'), `${JSON.stringify(billOfMaterials(program, packages), null, 2)}\n`);
  return packages;
}
