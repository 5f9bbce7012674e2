import { run } from './run-tool.ts';
import { readTexts, type TrackedFile, trackedNames } from './tracked-files.ts';

type Leak = { pattern: RegExp; fault: string; except?: RegExp };

/** Each pattern is written so that it does not find itself. Paths inside a container image are not of this machine. */
const LEAKS: readonly Leak[] = [
  { pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/, fault: 'a private key' },
  { pattern: /"d"\s*:\s*"[A-Za-z0-9_-]{40,}"/, fault: 'a private key (JWK)' },
  { pattern: /\b(?:AKIA|ASIA)(?!IOSFODNN7EXAMPLE)[A-Z0-9]{16}\b/, fault: 'an AWS access key' },
  { pattern: /\b(?:ghp|gho|ghs|github_pat)_[A-Za-z0-9_]{30,}/, fault: 'a GitHub token' },
  { pattern: /\blive_(?:g?sk|g?ck)_[A-Za-z0-9]{10,}/, fault: 'a live key of the payment provider' },
  {
    pattern: /(?:^|["'`( =:])\/(?:root|opt|home|work|farm)\/[A-Za-z]/,
    fault: 'an absolute path of one machine',
    except: /(?:^|\/)(?:docker-compose\.yml|Dockerfile)$/,
  },
];

/** Secrets, absolute paths and package registry addresses in files that git has or would take. */
export async function checkLeaks(projectRoot: string): Promise<string[]> {
  const names = await trackedNames(projectRoot);
  const files = await readTexts(projectRoot, names);
  const hosts = await registryHosts(projectRoot);
  const environmentFiles = names.filter((name) => /(?:^|\/)\.env(?:\.(?!example$)[a-z]+)?$/.test(name));
  return [
    ...environmentFiles.map((name) => `${name} an environment file: it holds secrets sooner or later`),
    ...files.flatMap((file) => leaksIn(file, hosts)),
  ];
}

function leaksIn({ name, text }: TrackedFile, hosts: readonly string[]): string[] {
  const rules = LEAKS.filter(({ except }) => !except?.test(name));
  return text
    .split('\n')
    .flatMap((line, index) => [
      ...rules.filter(({ pattern }) => pattern.test(line)).map(({ fault }) => `${name}:${index + 1} ${fault}`),
      ...hosts.filter((host) => line.includes(host)).map((host) => `${name}:${index + 1} a package registry: ${host}`),
    ]);
}

/**
 * Hosts of the registry this machine installs from: they differ from machine to machine, so a file that names one
 * works on one machine only. Asked at run time, because naming them here would be the fault itself.
 */
async function registryHosts(projectRoot: string): Promise<string[]> {
  const answer = await run(projectRoot, 'npm', ['config', 'get', 'registry']);
  const host = URL.parse?.(answer.stdout.trim())?.hostname;
  return host ? [host] : [];
}
