import { type DynamoDBClient, QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { asNumber, asText, numberIn, textIn } from './attributes.ts';

const DIGITS = Array.from({ length: 16 }, (_, digit) => digit.toString(16));

/**
 * Who holds which number of a line, up to `most`: request ids by number. Reads all sixteen partitions of the event.
 * @param epoch of the line: numbers of a line that was begun anew count no more
 */
export async function entryHolders(
  client: DynamoDBClient,
  table: string,
  { eventId, epoch, most }: { readonly eventId: string; readonly epoch: number; readonly most: number },
): Promise<ReadonlyMap<number, string>> {
  const holders = new Map<number, string>();
  const readPartition = async (digit: string): Promise<void> => {
    let from: QueryCommandOutput['LastEvaluatedKey'];
    do {
      const page: QueryCommandOutput = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'eventId = :partition',
          ProjectionExpression: 'requestId, place, epoch',
          ExpressionAttributeValues: {
            ':partition': asText(`${eventId}#${digit}`),
            ':epoch': asNumber(epoch),
            ':most': asNumber(most),
          },
          FilterExpression: 'epoch = :epoch AND place <= :most',
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      for (const item of page.Items ?? []) holders.set(numberIn(item, 'place'), textIn(item, 'requestId') ?? '');
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  };
  await Promise.all(DIGITS.map(readPartition));
  return holders;
}
