import { sourceNames, trackedNames } from './tracked-files.ts';

const VAGUE = /^(utils?|helpers?|misc|common|lib|types|interfaces|constants)$/;
const KEBAB_FOLDER = /^\.?[a-z0-9]+(-[a-z0-9]+)*$/;
/** The documented database names carry an underscore, and so do their folders. */
const DATABASE_FOLDER = /^[a-z]+_db$/;
/** Next.js gives meaning to folder names such as `[id]` and `(shop)`. */
const ROUTE_FOLDERS = /^services\/frontend\//;
/** A module's `index.ts` is its public face; an edge function's is the bundle's entry. */
const INDEX_HOMES = /^(modules|edge)\/[^/]+\/index\.ts$/;
/** SQL migrations carry the time and name that Prisma gives them. */
const MIGRATIONS = /^prisma\/[a-z]+_db\/migrations\//;

/** Names that say nothing (`utils`, `helpers`), barrels, and folders that are not in kebab-case. */
export async function checkFileNames(projectRoot: string): Promise<string[]> {
  const sources = await sourceNames(projectRoot);
  const vague = sources.flatMap((name) => {
    const parts = name.split('/').map((part) => part.replace(/\..*$/, ''));
    const found = parts.find((part) => VAGUE.test(part));
    return found === undefined ? [] : [`${name} '${found}' says nothing: name it after what it holds`];
  });
  const barrels = sources
    .filter((name) => /(^|\/)index\.[a-z]+$/.test(name) && !INDEX_HOMES.test(name) && !ROUTE_FOLDERS.test(name))
    .map((name) => `${name} only a module or an edge function has an index: import the file itself`);

  const names = (await trackedNames(projectRoot)).filter((name) => !ROUTE_FOLDERS.test(name) && !MIGRATIONS.test(name));
  const folders = new Set(names.flatMap((name) => name.split('/').slice(0, -1)));
  const badFolders = [...folders]
    .filter((folder) => !KEBAB_FOLDER.test(folder) && !DATABASE_FOLDER.test(folder))
    .map((folder) => `${folder}/ folders are in kebab-case`);
  return [...vague, ...barrels, ...badFolders];
}
