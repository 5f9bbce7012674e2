import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { localPath } from '../../../local/project-paths.ts';

/** A copy of terraform/ in which `terraform init` may leave what it likes; the folder `terraform` below `.local/<name>`. */
export function treeCopy(name: string): string {
  const folder = localPath(name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const copy = path.join(folder, 'terraform');
  cpSync(path.resolve('terraform'), copy, {
    recursive: true,
    filter: (source) => !/\.terraform(\.lock\.hcl)?$|\.tfstate(\.backup)?$|\.tfvars$/.test(source),
  });
  return copy;
}
