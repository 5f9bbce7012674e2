import { join } from 'node:path';
import { moduleFacts } from '../../../modules/rule.ts';
import type { UrrStack } from '../../urr-stack.ts';
import type { JsonValue } from '../hcl/json-value.ts';
import { validationsOf } from './describe-module.ts';
import { readDocstrings } from './descriptions.ts';
import type { EnvironmentSource, HomeName } from './environment-source.ts';
import type { ModuleDescription, ModuleOutput } from './module-files.ts';
import { moduleLabel } from './names.ts';
import { outputDescription } from './output-descriptions.ts';
import type { PartName, PartSpec } from './part-spec.ts';
import type { SharedPart } from './shared-part.ts';
import { snakeCase } from './symbols.ts';

/** What variables mean that several parts have, or whose construct has no words for them. */
const COMMON: Readonly<Record<string, string>> = {
  name_prefix: 'Start of the names, for example `urr-prod` (ruling D3).',
  cluster_prefix: 'Start of the names around the cluster, for example `urr-spring` (ruling D3).',
  namespace: 'Kubernetes namespace of the services (architecture.md 9).',
  account_id: 'AWS account, twelve digits: names and policies carry it.',
  environment: 'Name of the environment, as in environments/: `prod` or `staging`.',
  repository: 'GitHub repository, owner/name, whose pipeline may deploy.',
  alarm_emails: 'Who gets a mail for each alarm; each person confirms the subscription once.',
  ingress_cidrs: 'IPv4 blocks that may reach the load balancer; empty where CloudFront is in front (ruling B15).',
  proxy: 'Whether a proxy stands before the database (ruling D4).',
  cdn: 'Whether CloudFront stands in front, with its function at the edge.',
  tracing: 'Whether functions may write to X-Ray.',
  wait_for: 'Ids of the policies that must be there before the functions.',
  bundle: 'Zip with the code of the functions; the tree brings it in bundles/.',
  database_host: 'Where clients find the databases: the proxy, or the server where there is none.',
};

/** What is said of a supporting part: as of a module, and of what it gets from others, where that comes from. */
export function describePart(
  part: SharedPart,
  name: PartName,
  stack: UrrStack,
  environments: readonly EnvironmentSource[],
  { defaults: own }: PartSpec,
): ModuleDescription {
  const docstrings = readDocstrings(join(import.meta.dirname, '../../support', name));
  const inputs = new Map([...docstrings.inputs].map(([input, text]) => [snakeCase(input), text]));
  const outputs = environments.flatMap((environment) => [...environment.outputs]);
  const calls = environments.flatMap((environment) => environment.calls.filter((call) => call.name === name));
  const nullable = new Set(
    calls.flatMap((call) => [...call.arguments].filter(([, value]) => value === null).map(([variable]) => variable)),
  );
  const defaults = new Map<string, JsonValue>([
    ...[...nullable].map((variable) => [variable, null] as const),
    ...Object.entries(own),
    ...(part.variables.some(({ variable }) => variable === 'wait_for') ? [['wait_for', []] as const] : []),
  ]);
  const descriptions = part.variables.map(({ variable }): [string, string] => {
    const given = calls.map((call) => call.arguments.get(variable)).find((value) => typeof value === 'string');
    return [variable, COMMON[variable] ?? inputs.get(variable) ?? originOf(String(given), outputs)];
  });
  const shown = new Map(environments.flatMap((environment) => [...(environment.outputs.get(name) ?? [])]));
  return {
    text: docstrings.module,
    descriptions: new Map(descriptions),
    defaults,
    validations: validationsOf(part, [...(moduleFacts(stack.node.findChild(name))?.rules ?? [])]),
    nullable,
    outputs: [...shown].map(
      ([output, expression]): ModuleOutput => ({
        name: output,
        expression,
        description: outputDescription(expression, new Map()),
      }),
    ),
  };
}

// `${module.msk.kafka_arn}` is said with the words of that output.
function originOf(given: string, outputs: readonly (readonly [HomeName, ReadonlyMap<string, string>])[]): string {
  const [, home = '', output = ''] = /^\$\{module\.(\w+)\.(\w+)\}$/.exec(given) ?? [];
  const expression = outputs
    .find(([name, ofModule]) => moduleLabel(name) === home && ofModule.has(output))?.[1]
    .get(output);
  if (expression === undefined) throw new Error(`describe-part.ts has no words for what ${given} gives`);
  return `${outputDescription(expression, new Map()).replace(/\.$/, '')} (module ${home}).`;
}
