import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type BookingMessage, fifoEnvelope } from './booking-messages.ts';

/** Sends to the one FIFO queue. */
export interface MessageSender {
  /** @throws Error when SQS did not say that it has the message; it may have it all the same */
  send(message: BookingMessage): Promise<void>;
  /**
   * Sends up to ten in their order, in one request.
   * @returns those that SQS refused, to be sent again before any later one
   */
  sendBatch(messages: readonly BookingMessage[]): Promise<BookingMessage[]>;
  close(): void;
}

interface SenderOptions {
  readonly queueUrl: string;
  readonly region: string;
  /** Only on one machine. */
  readonly endpoint?: string | undefined;
  /** Tries of one request, the first included. Default 3. */
  readonly attempts?: number;
  /** Default 2,000: a buyer waits for this answer. */
  readonly timeoutMs?: number;
}

/** SQS takes ten messages a request. */
export const batchSize = 10;

/** An emulator asks for a signature but not for whose it is; with a region of AWS the chain of credentials is asked. */
const anybody = { accessKeyId: 'local', secretAccessKey: 'local' };

/** The client of SQS with times that fit a waiting buyer. */
export function createSqsClient(options: Pick<SenderOptions, 'region' | 'endpoint' | 'attempts' | 'timeoutMs'>) {
  const { region, endpoint, attempts = 3, timeoutMs = 2_000 } = options;
  return new SQSClient({
    region,
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
    ...(endpoint !== undefined && { endpoint, credentials: anybody }),
  });
}

/** The sender that the environment describes; undefined while no queue is named there. */
export function senderFrom(settings: {
  readonly SQS_QUEUE_URL?: string | undefined;
  readonly SQS_ENDPOINT?: string | undefined;
  readonly AWS_REGION: string;
}): MessageSender | undefined {
  const { SQS_QUEUE_URL: queueUrl, SQS_ENDPOINT: endpoint, AWS_REGION: region } = settings;
  return queueUrl === undefined ? undefined : createMessageSender({ queueUrl, endpoint, region });
}

/** The sender of the services ticket and queue (ruling E13). */
export function createMessageSender(options: SenderOptions): MessageSender {
  const { queueUrl } = options;
  const client = createSqsClient(options);
  return {
    async send(message) {
      const { body, groupId, deduplicationId } = fifoEnvelope(message);
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: body,
          MessageGroupId: groupId,
          MessageDeduplicationId: deduplicationId,
        }),
      );
    },
    async sendBatch(messages) {
      const { Failed = [] } = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: messages.map((message, index) => {
            const { body, groupId, deduplicationId } = fifoEnvelope(message);
            return {
              Id: String(index),
              MessageBody: body,
              MessageGroupId: groupId,
              MessageDeduplicationId: deduplicationId,
            };
          }),
        }),
      );
      const failed = new Set(Failed.map(({ Id }) => Id));
      return messages.filter((_, index) => failed.has(String(index)));
    },
    close: () => client.destroy(),
  };
}
