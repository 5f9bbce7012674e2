import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePorts } from '../../../../local/ports.ts';
import { localPath } from '../../../../local/project-paths.ts';

const folder = localPath('kubernetes');
const programs = { etcd: path.join(folder, 'etcd/usr/bin/etcd'), apiServer: path.join(folder, 'kube-apiserver') };
/** Custom resource definitions that `npm run k8s:tools` fetched. */
export const definitionsFolder = path.join(folder, 'definitions');

/** What this machine lacks for a Kubernetes API of its own; undefined when all is there. */
export const missingApiServer = (): string | undefined =>
  [programs.etcd, programs.apiServer, definitionsFolder].every((file) => existsSync(file))
    ? undefined
    : 'a kube-apiserver in .local/kubernetes (npm run k8s:tools)';

/** A running Kubernetes API without nodes, scheduler or controllers: it answers what may be stored, and stores it. */
export interface ApiServer {
  readonly kubeconfig: string;
  stop(): Promise<void>;
}

const TOKEN = 'test-token';

function startEtcd(home: string, [client = 0, peer = 0]: readonly number[]): ChildProcess {
  const urls = (port: number) => `http://127.0.0.1:${port}`;
  return spawn(
    programs.etcd,
    [
      `--data-dir=${home}/etcd`,
      '--unsafe-no-fsync',
      `--listen-client-urls=${urls(client)}`,
      `--advertise-client-urls=${urls(client)}`,
      `--listen-peer-urls=${urls(peer)}`,
      `--initial-advertise-peer-urls=${urls(peer)}`,
      `--initial-cluster=default=${urls(peer)}`,
      '--log-level=error',
    ],
    { stdio: 'ignore' },
  );
}

function startApi(home: string, etcdPort: number, port: number): ChildProcess {
  execFileSync('openssl', ['genrsa', '-out', `${home}/accounts.key`, '2048'], { stdio: 'ignore' });
  writeFileSync(`${home}/tokens.csv`, `${TOKEN},admin,admin,system:masters\n`);
  return spawn(
    programs.apiServer,
    [
      `--etcd-servers=http://127.0.0.1:${etcdPort}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      '--endpoint-reconciler-type=none',
      `--secure-port=${port}`,
      `--cert-dir=${home}/certificates`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-signing-key-file=${home}/accounts.key`,
      `--service-account-key-file=${home}/accounts.key`,
      '--service-cluster-ip-range=10.96.0.0/16',
      '--authorization-mode=RBAC',
      `--token-auth-file=${home}/tokens.csv`,
      // It wants accounts that a controller makes; there is none here.
      '--disable-admission-plugins=ServiceAccount',
    ],
    { stdio: 'ignore' },
  );
}

function writeKubeconfig(home: string, port: number): string {
  const file = path.join(home, 'kubeconfig.json');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'l', cluster: { server: `https://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'a', user: { token: TOKEN } }],
    contexts: [{ name: 'l', context: { cluster: 'l', user: 'a' } }],
    'current-context': 'l',
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

function answers(kubeconfig: string): boolean {
  try {
    execFileSync('kubectl', ['get', '--raw=/readyz'], {
      env: { ...process.env, KUBECONFIG: kubeconfig },
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts etcd and the API server on free ports of loopback.
 * @throws Error when it is not ready within a minute
 */
export async function startApiServer(): Promise<ApiServer> {
  const home = mkdtempSync(path.join(tmpdir(), 'urr-kubernetes-'));
  mkdirSync(path.join(home, 'certificates'));
  const [client = 0, peer = 0, port = 0] = await freePorts(3);
  const etcd = startEtcd(home, [client, peer]);
  const api = startApi(home, client, port);
  const kubeconfig = writeKubeconfig(home, port);
  const kill = () => {
    etcd.kill('SIGKILL');
    api.kill('SIGKILL');
  };
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    await end(api);
    await end(etcd);
    rmSync(home, { recursive: true, force: true });
  };
  const limit = Date.now() + 60_000;
  while (!answers(kubeconfig)) {
    if (Date.now() > limit || api.exitCode !== null) {
      await stop();
      throw new Error(`the Kubernetes API was not ready: exit code ${String(api.exitCode)}`);
    }
    await wait(300);
  }
  return { kubeconfig, stop };
}
