import { startConsumer } from '../../shared/events/consumer.ts';
import type { EventLog, Subscription } from '../../shared/events/event-log.ts';
import { topicNames } from '../../shared/events/topics.ts';
import type { Foundation } from '../../shared/http/foundation.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { recordEvents } from '../recording/record-events.ts';
import { type StatsEvent, statsEventSchema } from '../recording/stats-event.ts';

/** One group for all four topics (ruling E12): ticket and payment have groups of their own and are not disturbed. */
const statsGroup = 'stats-service-group';

export interface StatsConsumerParts {
  readonly foundation: Foundation;
  readonly log: EventLog;
  readonly pool: Pool;
  /** Pauses between tries of an event that fails; default the documented ones. */
  readonly retryMs?: readonly number[];
}

/** Counts what the four topics bring; inbox row and numbers in one transaction (10.4 #4). */
export const consumeAllEvents = ({ foundation, ...parts }: StatsConsumerParts): Promise<Subscription> =>
  startConsumer<StatsEvent>({
    ...foundation,
    ...parts,
    group: statsGroup,
    topic: topicNames,
    schema: statsEventSchema,
    handle: recordEvents,
  });
