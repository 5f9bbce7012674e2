import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * A client that waits a second for an answer and tries nothing again by itself: whoever writes must know whether an
 * attempt that failed may have been written all the same. AWS_ENDPOINT_URL_DYNAMODB sends it to an emulator.
 */
export function tableClient(): DynamoDBClient {
  return new DynamoDBClient({ maxAttempts: 1, requestHandler: { connectionTimeout: 500, requestTimeout: 1_000 } });
}
