import { type EnvironmentName, environmentNames, readDeployment } from './deployment.ts';
import { deploymentNeeds } from './deployment-needs.ts';
import type { Environment } from './environment.ts';
import { prod } from './prod.ts';
import { staging } from './staging.ts';

const environments = { prod, staging } satisfies Record<EnvironmentName, unknown>;

/**
 * The complete environment of that name for the deployment that `env` describes.
 * @throws Error when there is no such environment, or when its deployment is not described well
 */
export function environmentNamed(name: string, env: NodeJS.ProcessEnv): Environment {
  const known = environmentNames.find((one) => one === name);
  if (known === undefined)
    throw new Error(
      `"${name}" is no environment; there are ${environmentNames.join(' and ')}. ` +
        'Add one with docs/howto/add-an-environment.md.',
    );
  const environment = environments[known](readDeployment(known, env));
  const needs = deploymentNeeds(environment);
  if (needs.length > 0) throw new Error(`the deployment "${name}" lacks something:\n  ${needs.join('\n  ')}`);
  return environment;
}
