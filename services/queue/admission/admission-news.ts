import { type Loop, startLoop } from '../../shared/jobs/loop.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import type { Admitted, BookingMessage } from '../../shared/sqs/booking-messages.ts';
import { batchSize, type MessageSender } from '../../shared/sqs/message-sender.ts';
import type { QueueMetrics } from '../queue-metrics.ts';

interface NewsDependencies {
  /** Without one nobody is told. */
  readonly sender: MessageSender | undefined;
  readonly metrics: Pick<QueueMetrics, 'newsSent' | 'newsWaiting' | 'newsLost'>;
  readonly logger: Pick<Logger, 'warn'>;
  /** Admissions that may wait for SQS to come back; default 10,000, a hundred seconds of them. */
  readonly longest?: number;
  /** Pause after SQS did not answer; default 1,000 ms. */
  readonly retryMs?: number;
}

/**
 * Tells SQS of admissions (ruling E13), after the person has been told: nobody waits for it (domain.md 5). While SQS is away
 * they are kept and sent in order later, so an outage loses none of them; a process that dies loses what it had not sent.
 */
export function createAdmissionNews({ sender, metrics, logger, longest = 10_000, retryMs = 1_000 }: NewsDependencies) {
  let unsent: BookingMessage[] = [];
  let loop: Loop | undefined;
  let isAway = false;

  /** @returns whether it may go on at once */
  async function sendSome(sendTo: MessageSender): Promise<boolean> {
    const batch = unsent.slice(0, batchSize);
    try {
      const refused = await sendTo.sendBatch(batch);
      unsent = [...refused, ...unsent.slice(batch.length)];
      metrics.newsSent.inc(batch.length - refused.length);
      isAway = refused.length > 0;
    } catch (error) {
      if (!isAway) logger.warn({ err: error }, 'admissions cannot be sent; they are kept and tried again');
      isAway = true;
    }
    metrics.newsWaiting.set(unsent.length);
    return !isAway;
  }

  async function sendAll(sendTo: MessageSender): Promise<boolean> {
    while (unsent.length > 0) if (!(await sendSome(sendTo))) return false;
    return true;
  }

  return {
    announce(admission: Admitted): void {
      if (sender === undefined) return;
      unsent.push(admission);
      if (unsent.length > longest) {
        unsent.shift();
        metrics.newsLost.inc();
      }
      metrics.newsWaiting.set(unsent.length);
      loop?.wake();
    },
    start(): void {
      if (sender === undefined) return;
      loop = startLoop({
        round: async () => ((await sendAll(sender)) ? { ms: 60_000 } : { ms: retryMs, fixed: true }),
      });
    },
    /** Sends what is left, once; what SQS does not take then is lost with this process. */
    async stop(): Promise<void> {
      await loop?.stop();
      if (sender === undefined) return;
      await sendAll(sender);
      metrics.newsLost.inc(unsent.length);
    },
  };
}
