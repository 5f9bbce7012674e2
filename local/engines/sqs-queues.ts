import { CreateQueueCommand, GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { createSqsClient } from '../../services/shared/sqs/message-sender.ts';

/** The region of this system (architecture.md 1.1); emulators only compare it. */
export const sqsRegion = 'ap-northeast-2';

export interface Queues {
  readonly queueUrl: string;
  readonly deadLetterUrl: string;
}

/** architecture.md 5.6; in AWS modules/sqs sets the same. Shorter times are for tests alone. */
export interface QueueOptions {
  /** Start of the names; default `urr-local`. */
  readonly namePrefix?: string;
  /** Default 300, the documented five minutes. */
  readonly visibilitySeconds?: number;
}

/** Makes the FIFO queue and its dead letter queue, with the documented settings; once, however often it is called. */
export async function makeQueues(endpoint: string, options: QueueOptions = {}): Promise<Queues> {
  const { namePrefix = 'urr-local', visibilitySeconds = 300 } = options;
  const client = createSqsClient({ region: sqsRegion, endpoint });
  const create = async (name: string, attributes: Record<string, string>): Promise<string> => {
    const { QueueUrl } = await client.send(
      new CreateQueueCommand({ QueueName: name, Attributes: { FifoQueue: 'true', ...attributes } }),
    );
    if (QueueUrl === undefined) throw new Error(`the queue ${name} has no address`);
    return QueueUrl;
  };
  try {
    const deadLetterUrl = await create(`${namePrefix}-ticket-events-dlq.fifo`, { MessageRetentionPeriod: '1209600' });
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: deadLetterUrl, AttributeNames: ['QueueArn'] }),
    );
    const queueUrl = await create(`${namePrefix}-ticket-events.fifo`, {
      MessageRetentionPeriod: '345600',
      VisibilityTimeout: String(visibilitySeconds),
      ReceiveMessageWaitTimeSeconds: '10',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: 3 }),
    });
    return { queueUrl, deadLetterUrl };
  } finally {
    client.destroy();
  }
}
