import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Activation, Audit, AuditEntry, Room, Rooms } from './room.ts';
import { auditAttribute, auditEntriesOf, roomOf } from './room-item.ts';
import type { TierTwo } from './tier-two-report.ts';

/** Expression, condition and values of one update; the names are those of the attributes, each behind a `#`. */
interface Change {
  readonly set: string;
  readonly when: string;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

const ZERO = { ':zero': { N: '0' } } as const;
const EXISTS = 'attribute_exists(#nextPosition)';

/**
 * The rooms in the table of counters (architecture.md 5.8), which the functions of the waiting room read and write too
 * (edge/vwr-line). What operators asked for lies beside them, one item for each event.
 */
export class RoomTable implements Rooms, Audit {
  readonly #client: Pick<DynamoDBClient, 'send'>;
  readonly #table: string;

  constructor(client: Pick<DynamoDBClient, 'send'>, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(eventId: string): Promise<Room | undefined> {
    const item = await this.#item(eventId);
    return item && roomOf(item);
  }

  async all(): Promise<readonly Room[]> {
    const rooms: Room[] = [];
    let from: Record<string, AttributeValue> | undefined;
    do {
      const page = await this.#client.send(
        new ScanCommand({
          TableName: this.#table,
          ConsistentRead: true,
          FilterExpression: 'attribute_exists(nextPosition)',
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      for (const item of page.Items ?? []) {
        const room = roomOf(item);
        if (room) rooms.push(room);
      }
      from = page.LastEvaluatedKey;
    } while (from);
    return rooms;
  }

  activate(eventId: string, activation: Activation, now: number): Promise<Room | undefined> {
    const { mode, opensAt, batchSize, commitment } = activation;
    return this.#update(eventId, {
      set:
        '#isActive = :yes, #updatedAt = :now, #nextPosition = if_not_exists(#nextPosition, :zero), ' +
        '#servingCounter = if_not_exists(#servingCounter, :zero)' +
        (mode === undefined ? '' : ', #mode = :mode') +
        (opensAt === undefined ? '' : ', #opensAt = :opensAt') +
        (batchSize === undefined ? '' : ', #batchSize = :batchSize') +
        (commitment === undefined ? '' : ', #commitment = :commitment'),
      when:
        commitment === undefined
          ? ''
          : 'attribute_not_exists(#nextPosition) OR #nextPosition = :zero OR #commitment = :commitment',
      values: {
        ...ZERO,
        ':yes': { BOOL: true },
        ':now': { N: String(now) },
        ...(mode && { ':mode': { S: mode } }),
        ...(opensAt && { ':opensAt': { N: String(opensAt.getTime()) } }),
        ...(batchSize !== undefined && { ':batchSize': { N: String(batchSize) } }),
        ...(commitment && { ':commitment': { S: commitment } }),
      },
    });
  }

  deactivate(eventId: string, now: number): Promise<Room | undefined> {
    return this.#update(eventId, {
      set: '#isActive = :no, #updatedAt = :now',
      when: EXISTS,
      values: { ':no': { BOOL: false }, ':now': { N: String(now) } },
    });
  }

  setPaused(eventId: string, isPaused: boolean): Promise<Room | undefined> {
    return this.#update(eventId, {
      set: '#isPaused = :paused',
      when: EXISTS,
      values: { ':paused': { BOOL: isPaused } },
    });
  }

  setBatchSize(eventId: string, batchSize: number): Promise<Room | undefined> {
    const values = { ':batchSize': { N: String(batchSize) } };
    return this.#update(eventId, { set: '#batchSize = :batchSize', when: EXISTS, values });
  }

  advance({ eventId, servingCounter, nextPosition }: Room, places: number, now: number): Promise<Room | undefined> {
    const to = Math.min(servingCounter + places, nextPosition);
    return this.#update(eventId, {
      set: '#servingCounter = :to, #updatedAt = :now',
      when: '#isActive = :yes AND #servingCounter = :from AND #nextPosition >= :to',
      values: {
        ':to': { N: String(to) },
        ':from': { N: String(servingCounter) },
        ':yes': { BOOL: true },
        ':now': { N: String(now) },
      },
    });
  }

  draw(eventId: string, entries: number, key: string): Promise<Room | undefined> {
    return this.#update(eventId, {
      set: '#drawEntries = :entries, #drawKey = :key',
      // Whoever is inside was let in by another order; places beyond the tail have not been given.
      when:
        '#mode = :lottery AND #nextPosition >= :entries AND ' +
        '((attribute_not_exists(#drawKey) AND #servingCounter = :zero) OR (#drawKey = :key AND #drawEntries = :entries))',
      values: { ...ZERO, ':lottery': { S: 'lottery' }, ':entries': { N: String(entries) }, ':key': { S: key } },
    });
  }

  /** Keeps how Tier 2 stands beside the line of an active room; nothing happens where there is none. */
  async keepTierTwo(eventId: string, { free, waiting, waitSeconds }: TierTwo, now: number): Promise<void> {
    const report: TierTwo & { readonly at: number } = { free, waiting, waitSeconds, at: now };
    await this.#update(eventId, {
      set: '#tier2 = :tier2',
      when: '#isActive = :yes',
      values: { ':tier2': { S: JSON.stringify(report) }, ':yes': { BOOL: true } },
    });
  }

  async record(eventId: string, entry: AuditEntry): Promise<void> {
    await this.#client.send(
      new UpdateItemCommand({
        TableName: this.#table,
        Key: { eventId: { S: auditKey(eventId) } },
        UpdateExpression: 'SET entries = list_append(if_not_exists(entries, :none), :entry)',
        ExpressionAttributeValues: { ':none': { L: [] }, ':entry': { L: [auditAttribute(entry)] } },
      }),
    );
  }

  async entries(eventId: string): Promise<readonly AuditEntry[]> {
    const item = await this.#item(auditKey(eventId));
    return item ? auditEntriesOf(item) : [];
  }

  async #item(key: string): Promise<Record<string, AttributeValue> | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: { eventId: { S: key } }, ConsistentRead: true }),
    );
    return item;
  }

  async #update(eventId: string, { set, when, values }: Change): Promise<Room | undefined> {
    const names = [...new Set(`${set} ${when}`.match(/#\w+/g))].map((name): [string, string] => [name, name.slice(1)]);
    try {
      const { Attributes: item } = await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: { eventId: { S: eventId } },
          UpdateExpression: `SET ${set}`,
          ...(when !== '' && { ConditionExpression: when }),
          ExpressionAttributeNames: Object.fromEntries(names),
          ExpressionAttributeValues: { ...values },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return item && roomOf(item);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }
}

function auditKey(eventId: string): string {
  return `audit#${eventId}`;
}
