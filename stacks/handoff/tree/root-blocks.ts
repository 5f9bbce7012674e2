import type { Block, BodyItem } from '../hcl/body.ts';
import type { JsonValue } from '../hcl/json-value.ts';

/** A variable of an environment's root. */
export interface RootVariable {
  readonly name: string;
  readonly type: 'string' | 'list(string)';
  readonly description: string;
  /** What stands in terraform.tfvars.example. */
  readonly example: JsonValue;
}

/** `variable` blocks of the root; all must be given, for an example in their place would be somebody else's account. */
export function rootVariableBlocks(variables: readonly RootVariable[]): Block[] {
  return variables.map(({ name, type, description }) => ({
    type: 'variable',
    labels: [name],
    body: [
      { kind: 'argument', name: 'description', value: description },
      { kind: 'raw', name: 'type', text: type },
      { kind: 'raw', name: 'nullable', text: 'false' },
    ],
  }));
}

export interface RootSettings {
  readonly environment: string;
  readonly region: string;
  readonly namePrefix: string;
}

/** Versions, state and providers of an environment's root; the bucket of the state is given to `terraform init`. */
export function rootBlocks({ environment, region, namePrefix }: RootSettings): Block[] {
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
  return [terraform, providerBlock(null, region, environment), providerBlock('us-east-1', 'us-east-1', environment)];
}

/** Which Terraform and which provider a root needs, and what else belongs into that block (its backend). */
export function terraformBlock(more: readonly BodyItem[]): Block {
  const providers: Block = {
    type: 'required_providers',
    labels: [],
    body: [{ kind: 'argument', name: 'aws', value: { source: 'hashicorp/aws', version: '>= 5.100, < 7' } }],
  };
  return {
    type: 'terraform',
    labels: [],
    body: [
      { kind: 'argument', name: 'required_version', value: '>= 1.11' },
      ...more,
      { kind: 'block', block: providers },
    ],
  };
}

/** A provider that refuses every account but `var.account_id`. @param region and stack may be references */
export function providerBlock(alias: string | null, region: string, stack: string): Block {
  const tags: JsonValue = { environment: stack, 'managed-by': 'terraform', project: 'urr', stack };
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
