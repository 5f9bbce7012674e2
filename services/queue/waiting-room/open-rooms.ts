import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { QueueConfig } from '../config.ts';
import { type ActiveList, bucketActiveList, fileActiveList } from './active-list.ts';
import { createOperateRooms, type OperateRooms } from './operate-rooms.ts';
import { RoomTable } from './room-table.ts';
import type { TierTwoReportOptions } from './tier-two-report.ts';

type RoomSettings = Pick<QueueConfig, 'VWR_COUNTERS_TABLE' | 'VWR_ACTIVE_EVENTS_BUCKET' | 'VWR_ACTIVE_EVENTS_FILE'>;

/** An operator waits for these; better an error that can be repeated than a minute of silence. */
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 3_000 };

/**
 * The waiting rooms as this environment keeps them; undefined where it has none. Opens no connection.
 * @throws Error when nobody would tell the edge: a room that it does not know stops no one
 */
export function openRooms(
  settings: RoomSettings,
): { readonly operate: OperateRooms; readonly keepTierTwo: TierTwoReportOptions['keep'] } | undefined {
  const table = settings.VWR_COUNTERS_TABLE;
  if (table === undefined) return undefined;
  const rooms = new RoomTable(new DynamoDBClient({ requestHandler }), table);
  return {
    operate: createOperateRooms({ rooms, audit: rooms, list: activeListIn(settings), clock: () => new Date() }),
    keepTierTwo: (eventId, report, now) => rooms.keepTierTwo(eventId, report, now),
  };
}

function activeListIn({ VWR_ACTIVE_EVENTS_BUCKET: bucket, VWR_ACTIVE_EVENTS_FILE: file }: RoomSettings): ActiveList {
  if (bucket !== undefined) return bucketActiveList(new S3Client({ requestHandler }), bucket);
  if (file !== undefined) return fileActiveList(file);
  throw new Error('VWR_COUNTERS_TABLE needs VWR_ACTIVE_EVENTS_BUCKET or VWR_ACTIVE_EVENTS_FILE beside it');
}
