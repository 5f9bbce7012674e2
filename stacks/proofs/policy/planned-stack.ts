import { type Arguments, isArguments, type StackJson } from '../stack-query.ts';
import { faultsOf } from './policies.ts';

/**
 * A plan of Terraform (`terraform show -json`) as the stack that the policies read: what the provider made of each argument,
 * its defaults included, and the references that the plan itself forgets, taken from its configuration.
 * @throws Error when it is no plan
 */
export function stackOfPlan(plan: unknown): StackJson {
  const planned = listOf(plan, 'planned_values', 'root_module', 'resources');
  const configured = new Map(
    listOf(plan, 'configuration', 'root_module', 'resources').map((each) => [String(each.address), each.expressions]),
  );
  const resource: Record<string, Record<string, Arguments>> = {};
  for (const { type, name, values, mode } of planned) {
    if (mode !== 'managed') continue;
    const address = `${String(type)}.${String(name)}`;
    const merged = overlaid(values, configured.get(address));
    resource[String(type)] = { ...resource[String(type)], [String(name)]: isArguments(merged) ? merged : {} };
  }
  return { resource, provider: { aws: providersOf(plan) } };
}

/** Every fault of a plan that is not waived, with the rule that it breaks in front. */
export const faultsOfPlan = (plan: unknown): string[] => faultsOf(stackOfPlan(plan));

function listOf(from: unknown, ...path: readonly string[]): Arguments[] {
  const found = path.reduce<unknown>((here, key) => (isArguments(here) ? here[key] : undefined), from);
  if (!Array.isArray(found)) throw new Error(`this is no plan of Terraform: it has no ${path.join('.')}`);
  return found.filter(isArguments);
}

function providersOf(plan: unknown): Arguments[] {
  const configuration = isArguments(plan) ? plan.configuration : undefined;
  const providers = isArguments(configuration) ? configuration.provider_config : undefined;
  return Object.values(isArguments(providers) ? providers : {})
    .filter(isArguments)
    .filter(({ name }) => name === 'aws')
    .map(({ expressions }) => overlaid({}, expressions))
    .filter(isArguments);
}

/** The planned value with everything over it that the configuration says: a text with `${...}` stays one. */
function overlaid(value: unknown, expression: unknown): unknown {
  if (expression === undefined) return value;
  if (Array.isArray(expression)) {
    const values: unknown[] = Array.isArray(value) ? value : [];
    return expression.map((each, index) => overlaid(values[index], each));
  }
  if (!isArguments(expression)) return expression;
  if ('constant_value' in expression) return expression.constant_value;
  if (Array.isArray(expression.references)) return `\${${String(expression.references[0])}}`;
  const known = Object.entries(isArguments(value) ? value : {}).filter(([, each]) => each !== null);
  const written = Object.entries(expression).map(([key, each]) => [
    key,
    overlaid(isArguments(value) ? value[key] : undefined, each),
  ]);
  return Object.fromEntries([...known, ...written]);
}
