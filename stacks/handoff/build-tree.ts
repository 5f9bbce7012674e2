import { ref, Testing, Token } from 'cdktf';
import { type Deployment, readDeployment } from '../environments/deployment.ts';
import { prod } from '../environments/prod.ts';
import { staging } from '../environments/staging.ts';
import { UrrStack } from '../urr-stack.ts';
import { fileText } from './hcl/body.ts';
import type { JsonValue } from './hcl/json-value.ts';
import { providerSchema } from './schema/provider-schema.ts';
import { bootstrapFiles } from './tree/bootstrap-files.ts';
import { describeModule } from './tree/describe-module.ts';
import { type EnvironmentSource, readEnvironment } from './tree/environment-source.ts';
import { withListOutputs } from './tree/list-outputs.ts';
import { mergeModules } from './tree/merge-modules.ts';
import { equal } from './tree/merge-values.ts';
import { moduleReadme } from './tree/module-readme.ts';
import { type ModuleSource, readModule } from './tree/module-source.ts';
import { type ModuleName, moduleNames, moduleSpecs } from './tree/module-spec.ts';
import { moduleTests } from './tree/module-tests.ts';
import { type RootVariable, rootBlocks, rootVariableBlocks } from './tree/root-blocks.ts';
import { environmentFiles, exampleValues, type Files, HEADER, moduleFiles } from './tree/tree-files.ts';
import { type DescribedModule, treeReadme } from './tree/tree-readme.ts';

/** The whole tree: texts by path below `terraform/`, and the zips of functions by path -> where they lie now. */
export interface Tree {
  readonly files: Files;
  readonly bundles: ReadonlyMap<string, string>;
  /** By environment: the address of every resource in the cdktf stack -> its address in the tree. */
  readonly addresses: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Reads prod and staging and writes both as one tree of modules and environments (architecture.md 11). */
export function buildTree(): Tree {
  const schema = providerSchema();
  const stacks = { prod: symbolicStack('prod'), staging: symbolicStack('staging') };
  const modules = new Map<ModuleName, ModuleSource>();
  for (const name of moduleNames) {
    const first = stacks.prod.stack.node.findChild(name);
    const second = stacks.staging.stack.node.tryFindChild(name);
    const spec = moduleSpecs[name];
    modules.set(
      name,
      second === undefined ? readModule(name, first, spec) : mergeModules(name, [first, second], spec, schema),
    );
  }
  const environments = new Map(
    Object.entries(stacks).map(([name, { stack, settings }]) => [
      name,
      withListOutputs(readEnvironment(stack, modules, settings.guarded)),
    ]),
  );
  const files: Files = new Map();
  const add = (more: Files) => {
    for (const [path, text] of more) files.set(path, text);
  };
  const defaults = new Map<ModuleName, ReadonlyMap<string, JsonValue>>();
  const described: DescribedModule[] = [];
  for (const [name, source] of modules) {
    const about = describeModule(source, name, stacks.prod.stack, [...environments.values()]);
    defaults.set(name, about.defaults);
    add(moduleFiles(source, about, schema));
    add(moduleReadme(source, about));
    add(moduleTests(name, source, about));
    described.push({ source, about });
  }
  files.set('README.md', treeReadme(described));
  const bundles = new Map<string, string>();
  for (const [name, source] of environments) {
    const { variables, settings } = stacks[name === 'prod' ? 'prod' : 'staging'];
    for (const [path, from] of source.bundles) bundles.set(path, from);
    add(environmentFiles(name, withoutDefaults(source, defaults), modules, rootVariableBlocks(variables), schema));
    files.set(`environments/${name}/versions.tf`, fileText(HEADER, rootBlocks(settings)));
    const examples = new Map(variables.map((variable) => [variable.name, variable.example]));
    files.set(`environments/${name}/terraform.tfvars.example`, exampleValues(examples));
  }
  add(bootstrapFiles(schema));
  const addresses = new Map([...environments].map(([name, { moved }]) => [name, moved]));
  return { files, bundles, addresses };
}

// The deployment as variables of the root: who takes the tree over has an account and a domain of their own.
function symbolicStack(name: 'prod' | 'staging') {
  const example = readDeployment(name, {});
  const variables: RootVariable[] = [];
  const text = (variable: string, value: string, about: string): string => {
    variables.push({ name: variable, type: 'string', description: about, example: value });
    return Token.asString(ref(`var.${variable}`));
  };
  const list = (variable: string, values: readonly string[], about: string): string[] => {
    if (values.length > 0)
      variables.push({ name: variable, type: 'list(string)', description: about, example: values });
    return values.map((_, at) => Token.asString(ref(`var.${variable}[${at}]`)));
  };
  const deployment: Deployment = {
    ...example,
    accountId: text('account_id', example.accountId, 'The only account that the provider accepts.'),
    domain: text('domain', example.domain, 'Where people find the platform.'),
    repository: text('repository', example.repository, 'GitHub repository, owner/name, whose pipeline may deploy.'),
    alarmEmails: list('alarm_emails', example.alarmEmails, 'Who gets the alarms.'),
    adminRoleArns: list('admin_role_arns', example.adminRoleArns, 'Roles that may administer the cluster.'),
    ingressCidrs: list('ingress_cidrs', example.ingressCidrs, 'Who may reach the load balancer without a CDN.'),
  };
  const environment = { prod, staging }[name](deployment);
  const { region, namePrefix } = environment;
  const guarded = environment.rds.deletionProtection !== false;
  const stack = new UrrStack(Testing.app(), name, environment);
  return { stack, variables, settings: { environment: name, region, namePrefix, guarded } };
}

function withoutDefaults(
  source: EnvironmentSource,
  defaults: ReadonlyMap<ModuleName, ReadonlyMap<string, JsonValue>>,
): EnvironmentSource {
  const calls = source.calls.map((call) => {
    const own = defaults.get(call.name);
    const given = [...call.arguments].filter(
      ([name, value]) => !own?.has(name) || !equal(own.get(name) ?? null, value),
    );
    return { ...call, arguments: new Map(given) };
  });
  return { ...source, calls };
}
