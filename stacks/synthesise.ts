import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Annotations, App, type TerraformStack } from 'cdktf';
import { BootstrapStack, type BootstrapState } from './bootstrap-stack.ts';
import { environmentNames } from './environments/deployment.ts';
import type { Environment } from './environments/environment.ts';
import { environmentNamed } from './environments/environment-named.ts';
import { lifecycleWarnings } from './lifecycle.ts';
import { PlatformStack } from './platform-stack.ts';
import { UrrStack } from './urr-stack.ts';

export interface SynthesisOptions {
  /** Variables of the deployment (environments/deployment.ts). */
  readonly env: NodeJS.ProcessEnv;
  /** The day of the lifecycle warnings. */
  readonly now: Date;
  /** Where a bootstrap stack keeps its own state. Default `bucket`. */
  readonly bootstrapState?: BootstrapState;
}

export interface Synthesis {
  /** Stack name -> file with the JSON that Terraform reads (`<outdir>/stacks/<name>/cdk.tf.json`). */
  readonly files: ReadonlyMap<string, string>;
  /** Everything that somebody should know before applying, each once, with the stack it is about. */
  readonly warnings: readonly string[];
}

const BOOTSTRAP = 'bootstrap-';
const PLATFORM = '-platform';

/** The stacks of AWS alone: an environment, and what it stands on (`bootstrap-prod`). */
export const stackNames: readonly string[] = environmentNames.flatMap((name) => [`${BOOTSTRAP}${name}`, name]);
/** What runs on the cluster of an environment, by Helm: `prod-platform`. */
export const platformNames: readonly string[] = environmentNames.map((name) => `${name}${PLATFORM}`);

/**
 * Writes the Terraform JSON of the stacks below `outdir`, where the cdktf CLI and terraform find it.
 * @throws Error when a name is no stack, a deployment is not described well, or a rule refuses a setting
 */
export function synthesise(names: readonly string[], outdir: string, options: SynthesisOptions): Synthesis {
  // What an earlier run left would be read by Terraform as well; state and plugins of Terraform itself stay.
  for (const name of names) rmSync(path.join(outdir, 'stacks', name, 'cdk.tf.json'), { force: true });
  mkdirSync(outdir, { recursive: true });
  // A stack trace for each resource costs half of the time and is read by nobody.
  const app = new App({ outdir, stackTraces: false });
  const stacks = names.map((name) => ({ name, stack: stackNamed(app, name, options) }));
  refuseFaults(app);
  app.synth();
  return {
    files: new Map(stacks.map(({ name }) => [name, path.join(outdir, 'stacks', name, 'cdk.tf.json')])),
    warnings: stacks.flatMap(({ name, stack }) => warningsOf(stack).map((warning) => `${name}: ${warning}`)),
  };
}

/**
 * The same validations that cdktf runs, said so that they can be read at 3 a.m. (cdktf adds how to switch them off).
 * @throws Error with every fault of every stack
 */
function refuseFaults(app: App): void {
  const faults = app.node.findAll().flatMap(({ node }) => node.validate().map((fault) => `[${node.path}] ${fault}`));
  if (faults.length > 0)
    throw new Error(
      `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in the settings, so nothing was written:\n\n  ${faults.join('\n\n  ')}\n`,
    );
}

function stackNamed(app: App, name: string, { env, now, bootstrapState }: SynthesisOptions): TerraformStack {
  const bootstraps = name.startsWith(BOOTSTRAP);
  const furnishes = name.endsWith(PLATFORM);
  const environment = environmentNamed(name.replace(BOOTSTRAP, '').replace(PLATFORM, ''), env);
  const stack = bootstraps
    ? new BootstrapStack(app, name, { environment, state: bootstrapState ?? 'bucket' })
    : furnishes
      ? new PlatformStack(app, name, environment)
      : new UrrStack(app, name, environment);
  const lifecycle = bootstraps || furnishes ? [] : lifecycleWarnings(now, environment.deployment);
  for (const warning of warningsAbout(environment, lifecycle)) Annotations.of(stack).addWarning(warning);
  return stack;
}

function warningsAbout({ deployment }: Environment, lifecycle: readonly string[]): string[] {
  const examples =
    deployment.examples.length === 0
      ? []
      : [`example values stand for ${deployment.examples.join(', ')}; set them before anything is applied`];
  return [...examples, ...lifecycle];
}

function warningsOf(stack: TerraformStack): string[] {
  const found = stack.node
    .findAll()
    .flatMap((construct) => construct.node.metadata)
    .filter((entry) => entry.type === '@cdktf/warn')
    .map((entry) => String(entry.data));
  return [...new Set(found)];
}
