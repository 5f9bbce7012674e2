/**
 * `npm run k8s:tools`: a real kube-apiserver, etcd and the custom resource definitions, into `.local/kubernetes`, once. Needs
 * Go and apt; about five minutes the first time, because the API server is compiled from its Go modules.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { localPath } from '../../../../local/project-paths.ts';

const folder = localPath('kubernetes');
const goEnvironment = {
  ...process.env,
  GOMODCACHE: process.env.GOMODCACHE ?? path.join(folder, 'go/mod'),
  GOCACHE: process.env.GOCACHE ?? path.join(folder, 'go/build'),
};

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env: goEnvironment, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}:\n${stderr}`);
  return stdout;
}

/** The definitions that these versions of the controllers install themselves. */
const definitions = [
  {
    module: 'github.com/argoproj/argo-rollouts@v1.8.5',
    below: 'manifests/crds',
    files: ['rollout-crd.yaml', 'analysis-template-crd.yaml'],
  },
  {
    module: 'github.com/external-secrets/external-secrets@v1.3.2',
    below: 'config/crds/bases',
    files: ['external-secrets.io_externalsecrets.yaml', 'external-secrets.io_secretstores.yaml'],
  },
];

function fetchDefinitions(): void {
  const target = path.join(folder, 'definitions');
  mkdirSync(target, { recursive: true });
  for (const { module, below, files } of definitions) {
    const { Dir } = z
      .object({ Dir: z.string() })
      .parse(JSON.parse(run('go', ['mod', 'download', '-json', module], folder)));
    for (const file of files) cpSync(path.join(Dir, below, file), path.join(target, file));
  }
}

function buildApiServer(): void {
  const target = path.join(folder, 'kube-apiserver');
  if (existsSync(target)) return;
  console.log('kube-apiserver: compiling, about five minutes');
  const source = path.join(folder, 'apiserver');
  cpSync(path.join(import.meta.dirname, '../apiserver'), source, { recursive: true });
  run('go', ['build', '-mod=readonly', '-trimpath', '-o', target, 'k8s.io/kubernetes/cmd/kube-apiserver'], source);
}

function fetchEtcd(): void {
  if (existsSync(path.join(folder, 'etcd/usr/bin/etcd'))) return;
  run('sh', ['-c', 'apt-get download etcd-server && dpkg -x etcd-server_*.deb etcd'], folder);
}

mkdirSync(folder, { recursive: true });
fetchEtcd();
fetchDefinitions();
buildApiServer();
console.log(`${folder} is ready`);
