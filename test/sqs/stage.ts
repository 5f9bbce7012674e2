/** A queue, the worker behind it, and the ticket service's sender before it; for tests against any engine that speaks SQS. */
import { randomUUID } from 'node:crypto';
import { GetQueueAttributesCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { makeQueues, type Queues, sqsRegion } from '../../local/engines/sqs-queues.ts';
import { createEventSourceMapping } from '../../local/sqs/event-source-mapping.ts';
import { createMessageSender, createSqsClient } from '../../services/shared/sqs/message-sender.ts';

/** Long enough for a batch on a busy machine, short enough that a redelivery is seen without sleeping. */
const visibilitySeconds = 2;

/** Queues of a test's own on the engine at `endpoint`. */
export async function openQueue(endpoint: string) {
  const queues = await makeQueues(endpoint, { namePrefix: `urr-${randomUUID().slice(0, 8)}`, visibilitySeconds });
  const client = createSqsClient({ region: sqsRegion, endpoint, timeoutMs: 20_000 });
  const sender = createMessageSender({ queueUrl: queues.queueUrl, region: sqsRegion, endpoint });
  return {
    ...queues,
    client,
    sender,
    /** One function behind the queue; `invoke` is what Lambda calls. */
    mapping: (invoke: Parameters<typeof createEventSourceMapping>[0]['invoke'], errors: unknown[] = []) =>
      createEventSourceMapping({
        client,
        queueUrl: queues.queueUrl,
        invoke,
        waitSeconds: 1,
        onError: (error) => errors.push(error),
      }),
    waiting: () => countOf(client, queues.queueUrl),
    dead: () => countOf(client, queues.deadLetterUrl),
    deadBodies: () => bodiesOf(client, queues),
    close() {
      sender.close();
      client.destroy();
    },
  };
}

/** Messages in a queue, hidden ones too. */
async function countOf(client: SQSClient, queueUrl: string): Promise<number> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return (
    Number(Attributes?.ApproximateNumberOfMessages) + Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0)
  );
}

async function bodiesOf(client: SQSClient, { deadLetterUrl }: Queues): Promise<string[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl: deadLetterUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  return Messages.map(({ Body }) => Body ?? '');
}
