import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AttributeDefinition,
  CreateTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { positionsIndex, type TableKeys, tableKeys } from '../../modules/dynamodb-vwr/table-keys.ts';
import { tableNames } from './table-names.ts';

const PAUSE_MS = 100;
const LONGEST_WAIT_MS = 60_000;

/** Makes both tables as soon as DynamoDB listens: everything on this machine starts at once. Rejects after a minute. */
export async function makeTablesWhenThere(client: DynamoDBClient): Promise<void> {
  for (const until = performance.now() + LONGEST_WAIT_MS; ; ) {
    try {
      await makeTables(client);
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/** Makes both tables from the data that the module makes them from (architecture.md 5.8); those that exist stay. */
async function makeTables(client: DynamoDBClient): Promise<void> {
  await make(client, tableNames.counters, tableKeys.counters);
  await make(client, tableNames.positions, tableKeys.positions, positionsIndex);
}

async function make(
  client: DynamoDBClient,
  name: string,
  keys: TableKeys,
  index?: TableKeys & { readonly name: string },
): Promise<void> {
  try {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: attributesOf(keys, index),
        KeySchema: schemaOf(keys),
        ...(index === undefined
          ? {}
          : {
              GlobalSecondaryIndexes: [
                { IndexName: index.name, KeySchema: schemaOf(index), Projection: { ProjectionType: 'ALL' } },
              ],
            }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

function schemaOf({ hash, range }: TableKeys): KeySchemaElement[] {
  return [
    { AttributeName: hash.name, KeyType: 'HASH' },
    ...(range === undefined ? [] : [{ AttributeName: range.name, KeyType: 'RANGE' } as const]),
  ];
}

function attributesOf(...keys: readonly (TableKeys | undefined)[]): AttributeDefinition[] {
  const types = new Map(
    keys.flatMap((each) => (each === undefined ? [] : [each.hash, each.range])).map((key) => [key?.name, key?.type]),
  );
  return [...types].flatMap(([name, type]) =>
    name === undefined || type === undefined ? [] : [{ AttributeName: name, AttributeType: type }],
  );
}
