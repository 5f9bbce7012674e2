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
import { describePart } from './tree/describe-part.ts';
import { documentedSupport } from './tree/documented-support-tests.ts';
import { documentedTests } from './tree/documented-tests.ts';
import { type EnvironmentSource, type HomeName, readEnvironment } from './tree/environment-source.ts';
import { environmentTests } from './tree/environment-tests.ts';
import { type Described, withValueVariables } from './tree/environment-values.ts';
import { folded } from './tree/fold.ts';
import { withListOutputs } from './tree/list-outputs.ts';
import { mergeModules } from './tree/merge-modules.ts';
import { equal } from './tree/merge-values.ts';
import { moduleReadme } from './tree/module-readme.ts';
import { type ModuleSource, readModule } from './tree/module-source.ts';
import { type ModuleName, type ModuleSpec, moduleNames, moduleSpecs } from './tree/module-spec.ts';
import { moduleTests } from './tree/module-tests.ts';
import { type PartName, partNames, partSpecs } from './tree/part-spec.ts';
import { type RootVariable, rootBlocks, rootVariableBlocks } from './tree/root-blocks.ts';
import { readSharedPart, type SharedPart } from './tree/shared-part.ts';
import { environmentFiles, exampleValues, type Files, HEADER, moduleFiles } from './tree/tree-files.ts';
import { treeReadme } from './tree/tree-readme.ts';

/** All rules that come with tflint; there are none of a provider that would have to be fetched. */
const TFLINT = `# ${HEADER[0]}

plugin "terraform" {
  enabled = true
  preset  = "all"
}
`;

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
    const spec: ModuleSpec = moduleSpecs[name];
    const source =
      second === undefined ? readModule(name, first, spec) : mergeModules(name, [first, second], spec, schema);
    modules.set(name, folded(source, spec.folds ?? []));
  }
  const shared = new Map<PartName, SharedPart>();
  for (const name of partNames) {
    const sides = [stacks.prod.stack, stacks.staging.stack] as const;
    shared.set(name, readSharedPart(name, sides, partSpecs[name], schema, [...shared.values()]));
  }
  const root = (name: 'prod' | 'staging', at: 0 | 1) => {
    const { stack, settings } = stacks[name];
    return withListOutputs(readEnvironment(stack, modules, { shared, at, guarded: settings.guarded }));
  };
  const environments = { prod: root('prod', 0), staging: root('staging', 1) };
  const both = Object.values(environments);
  const files: Files = new Map();
  const add = (more: Files) => {
    for (const [path, text] of more) files.set(path, text);
  };
  const defaults = new Map<HomeName, ReadonlyMap<string, JsonValue>>();
  const describedByName = new Map<HomeName, Described>();
  for (const [name, source] of modules) {
    const about = describeModule(source, name, stacks.prod.stack, both);
    defaults.set(name, about.defaults);
    add(moduleFiles(source, about, schema));
    add(moduleReadme(source, about));
    add(moduleTests(documentedTests[name], source, about));
    describedByName.set(name, { source, about });
  }
  for (const [name, source] of shared) {
    const about = describePart(source, name, stacks.prod.stack, both, partSpecs[name]);
    defaults.set(name, about.defaults);
    add(moduleFiles(source, about, schema, partSpecs[name].files));
    add(moduleReadme(source, about));
    add(moduleTests(documentedSupport[name], source, about));
    describedByName.set(name, { source, about });
  }
  files.set('README.md', treeReadme([...describedByName.values()]));
  files.set('.tflint.hcl', TFLINT);
  const bundles = new Map<string, string>();
  const valued = withValueVariables([environments.prod, environments.staging], describedByName);
  for (const [at, name] of (['prod', 'staging'] as const).entries()) {
    const source = valued.sources[at] ?? environments[name];
    const { settings } = stacks[name];
    const variables = [...stacks[name].variables, ...(valued.variables[at] ?? [])];
    for (const [path, from] of source.bundles) bundles.set(path, from);
    add(
      environmentFiles(
        name,
        withoutDefaults(source, defaults),
        new Map<string, ModuleSource>([...modules, ...shared]),
        rootVariableBlocks(variables),
        schema,
      ),
    );
    files.set(`environments/${name}/versions.tf`, fileText(HEADER, rootBlocks(settings)));
    add(environmentTests(name, variables, settings.usesUsEast1));
    const examples = new Map(variables.map((variable) => [variable.name, variable.example]));
    files.set(`environments/${name}/terraform.tfvars.example`, exampleValues(examples));
  }
  add(bootstrapFiles(schema));
  const addresses = new Map(Object.entries(environments).map(([name, { moved }]) => [name, moved]));
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
  const chosen = { prod, staging }[name](deployment);
  const { region, namePrefix, clusterPrefix, namespace } = chosen;
  const environment = {
    ...chosen,
    namePrefix: text('name_prefix', namePrefix, 'Start of all names (ruling D3).'),
    clusterPrefix: text('cluster_prefix', clusterPrefix, 'Start of the names around the cluster (ruling D3).'),
    namespace: text('namespace', namespace, 'Kubernetes namespace of the services (architecture.md 9).'),
  };
  const guarded = environment.rds.deletionProtection !== false;
  const stack = new UrrStack(Testing.app(), name, environment);
  const usesUsEast1 = environment.cdn !== null;
  return { stack, variables, settings: { environment: name, region, namePrefix, guarded, usesUsEast1 } };
}

function withoutDefaults(
  source: EnvironmentSource,
  defaults: ReadonlyMap<HomeName, ReadonlyMap<string, JsonValue>>,
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
