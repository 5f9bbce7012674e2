/** Peer: the plain design of domain.md 4.7, as anybody would write it with the SDK. */
import { randomUUID } from 'node:crypto';
import { type DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

/** A person's place in the plain design. */
export interface PlainPlace {
  readonly requestId: string;
  readonly position: number;
}

/** One update of the counter and one put a person, both under the key of the event. */
export async function plainAssign(client: DynamoDBClient, eventId: string): Promise<PlainPlace> {
  const { Attributes: counter } = await client.send(
    new UpdateItemCommand({
      TableName: 'counters',
      Key: { eventId: { S: eventId } },
      UpdateExpression: 'ADD nextPosition :one',
      ConditionExpression: 'isActive = :yes',
      ExpressionAttributeValues: { ':one': { N: '1' }, ':yes': { BOOL: true } },
      ReturnValues: 'ALL_NEW',
    }),
  );
  const position = Number(counter?.nextPosition?.N);
  const requestId = randomUUID();
  await client.send(
    new PutItemCommand({
      TableName: 'positions',
      Item: {
        eventId: { S: eventId },
        requestId: { S: requestId },
        position: { N: String(position) },
        userId: { S: 'anonymous' },
        createdAt: { N: String(Date.now()) },
        ttl: { N: String(Math.floor(Date.now() / 1_000) + 86_400) },
      },
    }),
  );
  return { requestId, position };
}

/** Reads the person and the counter at every question. */
export async function plainCheck(client: DynamoDBClient, eventId: string, requestId: string): Promise<boolean> {
  const [person, counter] = await Promise.all([
    client.send(
      new GetItemCommand({ TableName: 'positions', Key: { eventId: { S: eventId }, requestId: { S: requestId } } }),
    ),
    client.send(new GetItemCommand({ TableName: 'counters', Key: { eventId: { S: eventId } } })),
  ]);
  return Number(person.Item?.position?.N) <= Number(counter.Item?.servingCounter?.N);
}
