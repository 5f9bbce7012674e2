/** What Terraform must be told to run here: where the provider lies, and that it has nobody to call but the emulator. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { localPath } from '../../local/project-paths.ts';

const provider = 'hashicorp/aws';

/** Whether a folder has a copy of the provider, below the host that it came from. */
function holdsProvider(folder: string): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some((host) => existsSync(path.join(folder, host, provider)));
}

/**
 * The folder with a copy of the AWS provider: TF_PLUGIN_MIRROR, else a folder `tf-plugins` in any folder of the root.
 * Null where there is none: Terraform then asks the registry.
 */
export function pluginMirror(env: NodeJS.ProcessEnv = process.env): string | null {
  if (env.TF_PLUGIN_MIRROR !== undefined && env.TF_PLUGIN_MIRROR !== '') return env.TF_PLUGIN_MIRROR;
  const folders = readdirSync('/', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join('/', entry.name, 'tf-plugins'));
  return folders.find(holdsProvider) ?? null;
}

/** Writes the configuration of the terraform command; the provider is linked from the mirror, never copied (707 MB). */
export function writeCliConfig(folder = localPath('terraform'), mirror: string | null = pluginMirror()): string {
  const installation =
    mirror === null
      ? ''
      : `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ["${provider}"]
  }
  direct {
    exclude = ["${provider}"]
  }
}
`;
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'terraform.rc');
  writeFileSync(file, installation);
  return file;
}

/** The environment of this process without anything that could reach a real account, and with what Terraform needs. */
export function terraformEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !/^(AWS_|TF_VAR_|TF_CLI_ARGS)/.test(entry[0]),
  );
  return {
    ...Object.fromEntries(kept),
    TF_CLI_CONFIG_FILE: writeCliConfig(),
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    // A profile or a region of the person who runs this must not be read.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    NO_PROXY: '127.0.0.1,localhost',
  };
}
