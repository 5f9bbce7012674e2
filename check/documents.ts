import { existsSync } from 'node:fs';
import path from 'node:path';
import { readTexts, trackedNames } from './tracked-files.ts';

const LINK = /\]\((?<target>[^)\s#]+)(?:#[^)]*)?\)/g;
const NAMED_TEST = /`(?<target>\w[\w./-]*\.test\.ts)`/g;

/** Links of the documents that lead nowhere, and tests they name as evidence that do not exist. */
export async function checkDocuments(projectRoot: string): Promise<string[]> {
  const names = (await trackedNames(projectRoot)).filter((name) => name.endsWith('.md'));
  const documents = await readTexts(projectRoot, names);
  return documents.flatMap(({ name, text }) =>
    text.split('\n').flatMap((line, index) => {
      const here = (target: string): string => path.join(projectRoot, path.dirname(name), target);
      const links = targetsOf(line, LINK).filter((target) => !/^[a-z]+:/.test(target) && !existsSync(here(target)));
      const tests = targetsOf(line, NAMED_TEST).filter(
        (target) => !existsSync(path.join(projectRoot, target)) && !existsSync(here(target)),
      );
      return [
        ...links.map((target) => `${name}:${index + 1} links to ${target}, which is not there`),
        ...tests.map((target) => `${name}:${index + 1} names the test ${target}, which is not there`),
      ];
    }),
  );
}

function targetsOf(line: string, pattern: RegExp): string[] {
  return [...line.matchAll(pattern)].flatMap((match) => match.groups?.target ?? []);
}
