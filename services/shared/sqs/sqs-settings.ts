import { z } from 'zod';
import { kafkaSettings } from '../config/common-settings.ts';

/** Environment pieces of a service that sends to the FIFO queue; spread into its z.object (domain.md 0.4, 5). */
export const sqsSettings = {
  /** Address of the queue. Without it nothing is sent: the one switch, where the documented SQS_ENABLED was a second one. */
  SQS_QUEUE_URL: z.url().optional(),
  /** Where SQS answers, on one machine; in AWS the region says it. */
  SQS_ENDPOINT: z.url().optional(),
  AWS_REGION: kafkaSettings.AWS_REGION,
};
