import type { EventLog, ReceivedRecord } from './event-log.ts';

/** Sends what could not be handled to `<topic>-dlq`, same key and partition, with why and where it came from. */
export function sendToDlq(
  log: Pick<EventLog, 'publish'>,
  group: string,
  record: ReceivedRecord,
  reason: string,
): Promise<void> {
  return log.publish([
    {
      topic: `${record.topic}-dlq`,
      partition: record.partition,
      key: record.key,
      value: record.value,
      headers: {
        ...record.headers,
        'dlq-reason': reason.slice(0, 500),
        'dlq-group': group,
        'dlq-offset': record.offset,
      },
    },
  ]);
}
