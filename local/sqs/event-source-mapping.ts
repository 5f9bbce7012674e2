/** What AWS runs between a FIFO queue and a function, for one machine (AWS Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';

interface MappingOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
  /** The function: an event and a context in, the failed messages out. */
  readonly invoke: (event: unknown, context: { getRemainingTimeInMillis(): number }) => Promise<unknown>;
  /** Messages per call; default the documented 10. */
  readonly batchSize?: number;
  /** Executions side by side: default 5, what staging has. SQS keeps the messages of one group with one of them. */
  readonly concurrency?: number;
  /** Default the documented 30 s; the function is told how much of it is left. */
  readonly timeoutMs?: number;
  /** Long poll of one receive; default 10 s. Tests take less. */
  readonly waitSeconds?: number;
  /** Hears of receives and calls that failed; they are tried again. */
  readonly onError: (error: unknown) => void;
}

const responseSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/** Pause after a receive that failed, so that a queue that is away is not hammered. */
const pauseMs = 1_000;

export interface EventSourceMapping {
  /** One receive and what follows from it. @returns how many messages were received, and how many deleted */
  readonly round: () => Promise<{ readonly received: number; readonly deleted: number }>;
  readonly start: () => void;
  /** Receives nothing more, waits for the running batches. */
  readonly stop: () => Promise<void>;
}

/** Carries messages from the queue to the function, as AWS does: what failed stays hidden until its visibility ends. */
export function createEventSourceMapping(options: MappingOptions): EventSourceMapping {
  const { client, queueUrl, invoke, batchSize = 10, concurrency = 5, timeoutMs = 30_000, waitSeconds = 10 } = options;
  const ending = new AbortController();
  let running: Promise<void>[] = [];

  /** The ids that come again; everything, when the function threw, was too late, or said something that means nothing. */
  async function failuresOf(messages: readonly Message[]): Promise<ReadonlySet<string | undefined>> {
    const all = new Set(messages.map(({ MessageId }) => MessageId));
    const endsAt = performance.now() + timeoutMs;
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`the function ran longer than ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      const context = { getRemainingTimeInMillis: () => Math.max(endsAt - performance.now(), 0) };
      const answer = await Promise.race([invoke({ Records: messages.map(toRecord) }, context), tooLate]);
      const failures = responseSchema.parse(answer ?? {}).batchItemFailures ?? [];
      const failed = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
      if ([...failed].every((id) => all.has(id))) return failed;
      throw new Error('the function named a message that it was not given');
    } catch (error) {
      options.onError(error);
      return all;
    } finally {
      clearTimeout(timer);
    }
  }

  async function round() {
    const { Messages: messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: batchSize,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
      }),
      // Longer than the long poll, which is not a server that hangs.
      { abortSignal: ending.signal, requestTimeout: waitSeconds * 1_000 + 5_000 },
    );
    if (messages.length === 0) return { received: 0, deleted: 0 };
    const failed = await failuresOf(messages);
    const done = messages.filter(({ MessageId }) => !failed.has(MessageId));
    if (done.length > 0) {
      await client.send(
        new DeleteMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
        }),
      );
    }
    return { received: messages.length, deleted: done.length };
  }

  async function work(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        await round();
      } catch (error) {
        if (ending.signal.aborted) return;
        options.onError(error);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }

  return {
    round,
    start() {
      running = Array.from({ length: concurrency }, work);
    },
    async stop() {
      ending.abort();
      await Promise.all(running);
    },
  };
}

/** A message as the function receives it. */
function toRecord({ MessageId, ReceiptHandle, Body, Attributes, MD5OfBody }: Message) {
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: Attributes,
    messageAttributes: {},
    md5OfBody: MD5OfBody,
    eventSource: 'aws:sqs',
  };
}
