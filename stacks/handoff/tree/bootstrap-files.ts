import { ref, Testing, Token } from 'cdktf';
import { BootstrapStack } from '../../bootstrap-stack.ts';
import { readDeployment } from '../../environments/deployment.ts';
import { prod } from '../../environments/prod.ts';
import { fileText } from '../hcl/body.ts';
import type { JsonValue } from '../hcl/json-value.ts';
import type { BlockSchema } from '../hcl/resource-body.ts';
import { addressOf, entriesOf } from './entries.ts';
import { outputBlocks, resourceBlock } from './module-files.ts';
import { uniqueNames } from './names.ts';
import { mapReferences } from './references.ts';
import { providerBlock, type RootVariable, rootVariableBlocks, terraformBlock } from './root-blocks.ts';
import { exampleValues, type Files, HEADER } from './tree-files.ts';

const VARIABLES: readonly RootVariable[] = [
  {
    name: 'account_id',
    type: 'string',
    description: 'The only account that the provider accepts.',
    example: '123456789012',
  },
  {
    name: 'name_prefix',
    type: 'string',
    description: 'Start of the names: `urr-prod` or `urr-staging` (ruling D3).',
    example: 'urr-prod',
  },
  {
    name: 'environment',
    type: 'string',
    description: 'Whose state it keeps, as in environments/: it becomes a tag.',
    example: 'prod',
  },
  { name: 'region', type: 'string', description: 'Where the state lies.', example: 'ap-northeast-2' },
];

/** `bootstrap/`: state bucket and lock table of one environment, which its backend needs before anything else. */
export function bootstrapFiles(schema: ReadonlyMap<string, BlockSchema>): Files {
  const variable = (name: string) => Token.asString(ref(`var.${name}`));
  const deployment = { ...readDeployment('prod', {}), accountId: variable('account_id') };
  const environment = { ...prod(deployment), namePrefix: variable('name_prefix'), region: variable('region') };
  const stack = new BootstrapStack(Testing.app(), 'bootstrap', { environment, state: 'local' });
  const entries = entriesOf(stack);
  const names = uniqueNames(entries);
  const addresses = new Map(
    entries.map((entry) => [addressOf(entry), addressOf({ ...entry, uniqueId: names.get(entry) ?? '' })]),
  );
  const resources = entries.map((entry) => {
    const json = Object.entries(entry.json).map(([key, value]): [string, JsonValue] => [
      key,
      mapReferences(value, ({ address, attribute }) => `${addresses.get(address) ?? address}${attribute}`),
    ]);
    return { ...entry, name: names.get(entry) ?? '', json: Object.fromEntries(json) };
  });
  const head = [
    ...HEADER,
    '',
    'State bucket and lock table of one environment (architecture.md 11; ruling D8). They come first and stay last:',
    'their state is local until README.md of terraform/ has moved it into the bucket.',
  ];
  const outputs = [
    { name: 'state_bucket', expression: 'aws_s3_bucket.state.bucket', description: 'Bucket for -backend-config.' },
    { name: 'lock_table', expression: 'aws_dynamodb_table.lock.name', description: 'Table of the lock.' },
  ];
  const blocks = resources.map((entry) => resourceBlock(entry, schema));
  return new Map([
    ['bootstrap/main.tf', fileText(head, blocks)],
    ['bootstrap/variables.tf', fileText(HEADER, rootVariableBlocks(VARIABLES))],
    ['bootstrap/outputs.tf', fileText(HEADER, outputBlocks(outputs))],
    [
      'bootstrap/versions.tf',
      fileText(HEADER, [
        terraformBlock([]),
        providerBlock(null, '${var.region}', '${var.environment}', 'bootstrap-${var.environment}'),
      ]),
    ],
    [
      'bootstrap/terraform.tfvars.example',
      exampleValues(new Map(VARIABLES.map(({ name, example }) => [name, example]))),
    ],
  ]);
}
