import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { asNumber, asText, type Item, numberIn, textIn } from './attributes.ts';
import type { Position, Positions } from './line-state.ts';
import { isConditionFailed } from './table-errors.ts';

/**
 * The table of positions (architecture.md 5.8). The partition key is the event and the first digit of the request id: a
 * partition takes 1,000 writes a second, and 16 of them share the 5,000 of a rush. The number stands under `place`, not under
 * `position`, which keeps the item out of the documented index: nobody asks it, and it would double every write.
 */
export class PositionsTable implements Positions {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #lifeSeconds: number;

  constructor(client: DynamoDBClient, table: string, lifeSeconds: number) {
    this.#client = client;
    this.#table = table;
    this.#lifeSeconds = lifeSeconds;
  }

  async keep(position: Position, now: number): Promise<'kept' | Position> {
    const { eventId, requestId, epoch, place, userId, createdAt } = position;
    const key = { eventId: asText(`${eventId}#${requestId.slice(0, 1)}`), requestId: asText(requestId) };
    try {
      await this.#client.send(
        new PutItemCommand({
          TableName: this.#table,
          Item: {
            ...key,
            place: asNumber(place),
            epoch: asNumber(epoch),
            userId: asText(userId),
            createdAt: asNumber(createdAt),
            ttl: asNumber(createdAt + this.#lifeSeconds),
          },
          // DynamoDB deletes what has expired hours later: it does not count here (ruling B24).
          ConditionExpression: 'attribute_not_exists(requestId) OR #ttl <= :now OR epoch < :epoch',
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: { ':now': asNumber(now), ':epoch': asNumber(epoch) },
        }),
      );
      return 'kept';
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
    }
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: key, ConsistentRead: true }),
    );
    if (item === undefined) throw new Error(`the position of ${requestId} vanished while it was read`);
    return positionOf(eventId, item);
  }
}

function positionOf(eventId: string, item: Item): Position {
  return {
    eventId,
    requestId: textIn(item, 'requestId') ?? '',
    epoch: numberIn(item, 'epoch'),
    place: numberIn(item, 'place'),
    userId: textIn(item, 'userId') ?? 'anonymous',
    createdAt: numberIn(item, 'createdAt'),
  };
}
