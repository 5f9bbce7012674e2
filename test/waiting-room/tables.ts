import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { CountersTable } from '../../edge/vwr-line/counters-table.ts';
import { PositionsTable } from '../../edge/vwr-line/positions-table.ts';

const S = 'S' as const;
const HASH = 'HASH' as const;
const RANGE = 'RANGE' as const;

/** The documented tables (architecture.md 5.8), written down here once more and not taken from the modules. */
const TABLES: readonly CreateTableCommandInput[] = [
  {
    TableName: 'counters',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'eventId', AttributeType: S }],
    KeySchema: [{ AttributeName: 'eventId', KeyType: HASH }],
  },
  {
    TableName: 'positions',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'eventId', AttributeType: S },
      { AttributeName: 'requestId', AttributeType: S },
      { AttributeName: 'position', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'eventId', KeyType: HASH },
      { AttributeName: 'requestId', KeyType: RANGE },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'eventId-position-index',
        KeySchema: [
          { AttributeName: 'eventId', KeyType: HASH },
          { AttributeName: 'position', KeyType: RANGE },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
];

/** What happens to a call of the SDK: refused before it is sent, sent and its answer lost, or nothing. */
export type Fault = 'throttled' | 'lost' | undefined;

/** Decides for each call; the name is that of the command, such as `PutItemCommand`. */
export type FaultPlan = (command: string) => Fault;

/** A DynamoDB with both tables: dynalite in this process, or what answers at another endpoint. */
export class TestTables {
  readonly #stopEngine: () => Promise<void>;
  readonly #clients: DynamoDBClient[] = [];
  readonly #endpoint: string;
  readonly calls = new Map<string, number>();

  private constructor(endpoint: string, stopEngine: () => Promise<void>) {
    this.#endpoint = endpoint;
    this.#stopEngine = stopEngine;
  }

  static async start(): Promise<TestTables> {
    const dynalite = createRequire(import.meta.url)('dynalite') as (options: object) => Server;
    const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const bound = server.address();
    const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
    return TestTables.at(`http://127.0.0.1:${port}`, async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    });
  }

  /** Makes the tables in an engine that runs already; stop() then also stops the engine. */
  static async at(endpoint: string, stopEngine: () => Promise<void>): Promise<TestTables> {
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
    const tables = new TestTables(endpoint, stopEngine);
    const client = tables.client();
    for (const table of TABLES) await client.send(new CreateTableCommand(table));
    // A table becomes active a moment after the answer.
    await new Promise((done) => setTimeout(done, 20));
    return tables;
  }

  /** A client as a function instance has it, with faults between it and the tables. */
  client(plan: FaultPlan = () => undefined): DynamoDBClient {
    const client = new DynamoDBClient({
      endpoint: this.#endpoint,
      region: 'ap-northeast-2',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const command = String(context.commandName);
        const fault = plan(command);
        if (fault === 'throttled') throw named('ProvisionedThroughputExceededException');
        this.calls.set(command, (this.calls.get(command) ?? 0) + 1);
        const output = await next(args);
        if (fault === 'lost') throw named('TimeoutError');
        return output;
      },
      { step: 'initialize', name: 'faults' },
    );
    this.#clients.push(client);
    return client;
  }

  counters(plan?: FaultPlan): CountersTable {
    return new CountersTable(this.client(plan), 'counters');
  }

  positions(plan?: FaultPlan, lifeSeconds = 86_400): PositionsTable {
    return new PositionsTable(this.client(plan), 'positions', lifeSeconds);
  }

  /** Activates a waiting room with the documented attributes alone. */
  async open(eventId: string, places: { next?: number; serving?: number } = {}): Promise<void> {
    await this.client().send(
      new PutItemCommand({
        TableName: 'counters',
        Item: {
          eventId: { S: eventId },
          nextPosition: { N: String(places.next ?? 0) },
          servingCounter: { N: String(places.serving ?? 0) },
          isActive: { BOOL: true },
          updatedAt: { N: '0' },
        },
      }),
    );
  }

  /** What an operator or an accident does to a line. */
  async set(eventId: string, name: string, value: { N: string } | { BOOL: boolean }): Promise<void> {
    await this.client().send(
      new UpdateItemCommand({
        TableName: 'counters',
        Key: { eventId: { S: eventId } },
        UpdateExpression: 'SET #name = :value',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':value': value },
      }),
    );
  }

  /** All kept places of an event with their requests, and the partitions they lie in. */
  async places(eventId: string): Promise<{ place: number; requestId: string; partition: string }[]> {
    const found: { place: number; requestId: string; partition: string }[] = [];
    let from: Record<string, never> | undefined;
    do {
      const page = await this.client().send(
        new ScanCommand({ TableName: 'positions', ...(from === undefined ? {} : { ExclusiveStartKey: from }) }),
      );
      for (const item of page.Items ?? []) {
        const partition = item.eventId?.S ?? '';
        if (partition.startsWith(eventId))
          found.push({ place: Number(item.place?.N), requestId: item.requestId?.S ?? '', partition });
      }
      from = page.LastEvaluatedKey as typeof from;
    } while (from !== undefined);
    return found;
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.destroy();
    await this.#stopEngine();
  }
}

function named(name: string): Error {
  const error = new Error(`injected: ${name}`);
  error.name = name;
  return error;
}
