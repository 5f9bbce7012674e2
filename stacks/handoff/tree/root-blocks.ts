import type { Block, BodyItem } from '../hcl/body.ts';
import type { JsonValue } from '../hcl/json-value.ts';
import { escapedTemplate } from './module-files.ts';
import type { ModuleVariable } from './symbols.ts';

/** A variable of an environment's root. */
export interface RootVariable {
  readonly name: string;
  readonly type: ModuleVariable['type'];
  readonly description: string;
  /** What stands in terraform.tfvars.example. */
  readonly example: JsonValue;
  /** Whether it may be null. Default false. */
  readonly nullable?: boolean;
}

/** `variable` blocks of the root; all must be given, for an example in their place would be somebody else's account. */
export function rootVariableBlocks(variables: readonly RootVariable[]): Block[] {
  return variables.map(({ name, type, description, nullable = false }) => ({
    type: 'variable',
    labels: [name],
    body: [
      { kind: 'argument', name: 'description', value: escapedTemplate(description) },
      { kind: 'raw', name: 'type', text: type },
      ...(nullable ? [] : [{ kind: 'raw', name: 'nullable', text: 'false' } as const]),
    ],
  }));
}

export interface RootSettings {
  readonly environment: string;
  readonly region: string;
  readonly namePrefix: string;
  /** Whether something of it stands in us-east-1: what CloudFront takes from there only. */
  readonly usesUsEast1: boolean;
}

/** Versions, state and providers of an environment's root; the bucket of the state is given to `terraform init`. */
export function rootBlocks({ environment, region, namePrefix, usesUsEast1 }: RootSettings): Block[] {
  const backend: Block = {
    type: 'backend',
    labels: ['s3'],
    body: [
      { kind: 'comment', text: `terraform init -backend-config="bucket=${namePrefix}-terraform-state-<account id>"` },
      { kind: 'argument', name: 'key', value: `${environment}/terraform.tfstate` },
      { kind: 'argument', name: 'region', value: region },
      { kind: 'argument', name: 'dynamodb_table', value: `${namePrefix}-terraform-lock` },
      { kind: 'argument', name: 'use_lockfile', value: true },
      { kind: 'argument', name: 'encrypt', value: true },
    ],
  };
  const terraform = terraformBlock([{ kind: 'block', block: backend }]);
  const provider = providerBlock(null, region, environment);
  return [terraform, provider, ...(usesUsEast1 ? [providerBlock('us-east-1', 'us-east-1', environment)] : [])];
}

/** What the tree was proven with, and what it may be used with. */
const TERRAFORM_VERSION = '>= 1.11';
const PROVIDER_VERSION = '>= 5.100, < 7';

/**
 * Which Terraform and which provider a module or a root needs.
 * @param more what else belongs into that block: the backend of a root
 * @param aliases providers that the caller must give beside the first
 */
export function terraformBlock(more: readonly BodyItem[], aliases: readonly string[] = []): Block {
  const rows = [
    ['source', '"hashicorp/aws"'],
    ['version', `"${PROVIDER_VERSION}"`],
    ...(aliases.length === 0 ? [] : [['configuration_aliases', `[${aliases.join(', ')}]`]]),
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const text = rows.map(([name = '', value]) => `  ${name.padEnd(width)} = ${value}`).join('\n');
  const providers: Block = {
    type: 'required_providers',
    labels: [],
    body: [{ kind: 'raw', name: 'aws', text: `{\n${text}\n}` }],
  };
  return {
    type: 'terraform',
    labels: [],
    body: [
      { kind: 'argument', name: 'required_version', value: TERRAFORM_VERSION },
      ...more,
      { kind: 'block', block: providers },
    ],
  };
}

/**
 * A provider that refuses every account but `var.account_id`, and tags what it makes as the stack does.
 * @param region and the others may be references
 */
export function providerBlock(alias: string | null, region: string, environment: string, stack = environment): Block {
  const tags: JsonValue = { environment, 'managed-by': 'terraform', project: 'urr', stack };
  return {
    type: 'provider',
    labels: ['aws'],
    body: [
      ...(alias === null ? [] : [{ kind: 'argument', name: 'alias', value: alias } as const]),
      { kind: 'argument', name: 'region', value: region },
      { kind: 'raw', name: 'allowed_account_ids', text: '[var.account_id]' },
      {
        kind: 'block',
        block: { type: 'default_tags', labels: [], body: [{ kind: 'argument', name: 'tags', value: tags }] },
      },
    ],
  };
}
