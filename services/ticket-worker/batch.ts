import { z } from 'zod';
import type { Logger } from '../shared/logging/logger.ts';
import { type BookingMessage, bookingMessageSchema } from '../shared/sqs/booking-messages.ts';

/** What Lambda hands over from a FIFO queue (AWS Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
export const sqsEventSchema = z.object({
  Records: z.array(
    z.object({
      messageId: z.string().min(1),
      body: z.string(),
      attributes: z.object({
        ApproximateReceiveCount: z.coerce.number().int().positive(),
        MessageGroupId: z.string().min(1),
      }),
    }),
  ),
});
type SqsRecord = z.infer<typeof sqsEventSchema>['Records'][number];

/** Which messages are to be delivered again; the others are deleted from the queue. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

interface BatchWork {
  /** Does what a message asks for, once. @throws Error when it must be delivered again */
  readonly act: (message: BookingMessage) => Promise<void>;
  /** Receives after which SQS moves a message to the dead letter queue (architecture.md 5.6). */
  readonly maxReceives: number;
  /** False when the function would be cut off in the middle of another message. */
  readonly hasTime: () => boolean;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
}

const actionSchema = z.looseObject({ action: z.string() });
const knownActions: ReadonlySet<string> = new Set(bookingMessageSchema.options.map(({ shape }) => shape.action.value));

/**
 * Handles a batch in order. After a failure the rest of that message group is returned too, unhandled, so that nothing
 * overtakes what is tried again (ruling E13); other groups go on.
 *
 * A message that fails at its last receive takes nobody with it: it is on its way to the dead letter queue and will never be
 * overtaken, while those behind it have been received as often and would follow it there without having been looked at.
 */
export async function handleBatch(records: readonly SqsRecord[], work: BatchWork): Promise<BatchResponse> {
  const stopped = new Set<string>();
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId, body, attributes } of records) {
    const { MessageGroupId: group, ApproximateReceiveCount: receives } = attributes;
    if (!stopped.has(group) && !work.hasTime()) stopped.add(group);
    if (stopped.has(group)) {
      batchItemFailures.push({ itemIdentifier: messageId });
      continue;
    }
    try {
      const message = readMessage(body, messageId, work.logger);
      if (message !== undefined) await work.act(message);
    } catch (error) {
      const isLast = receives >= work.maxReceives;
      batchItemFailures.push({ itemIdentifier: messageId });
      if (!isLast) stopped.add(group);
      const what = isLast ? 'a message failed for the last time: it goes to the dead letters' : 'a message failed';
      work.logger.error({ err: error, messageId, group, receives }, what);
    }
  }
  return { batchItemFailures };
}

/**
 * @returns undefined for an action that this version does not know: there is nothing to do (domain.md 5)
 * @throws Error for anything else that is not a message of ours; it says no value of it
 */
function readMessage(body: string, messageId: string, logger: Pick<Logger, 'warn'>): BookingMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new Error('the message is not JSON');
  }
  const named = actionSchema.safeParse(value);
  if (named.success && !knownActions.has(named.data.action)) {
    logger.warn(
      { messageId, action: named.data.action.slice(0, 50) },
      'an action that nobody here knows; nothing done',
    );
    return undefined;
  }
  const message = bookingMessageSchema.safeParse(value);
  if (message.success) return message.data;
  const faults = message.error.issues.map(({ path, code }) => `${path.join('.') || 'message'}: ${code}`);
  throw new Error(`the message is not one of ours: ${faults.join('; ')}`);
}
