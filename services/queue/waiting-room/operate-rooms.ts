import { AppError } from '../../shared/errors/app-error.ts';
import { type ActiveList, publishActiveRooms } from './active-list.ts';
import type { Activation, Audit, AuditEntry, Room, Rooms } from './room.ts';

export interface OperateRoomsOptions {
  readonly rooms: Rooms;
  readonly audit: Audit;
  readonly list: ActiveList;
  readonly clock: () => Date;
}

export type OperateRooms = ReturnType<typeof createOperateRooms>;

/**
 * What an operator can do with the waiting rooms of Tier 1 (domain.md 1.6, 10.1). Everything may be said twice: the second
 * time changes nothing. It is written down who asked for what before it is done, so no change is without its record.
 */
export function createOperateRooms({ rooms, audit, list, clock }: OperateRoomsOptions) {
  async function recorded(
    asked: Omit<AuditEntry, 'at'> & { readonly eventId: string },
    act: () => Promise<Room | undefined>,
    refusal: () => AppError,
  ): Promise<Room> {
    const { eventId, ...entry } = asked;
    const record = (details: AuditEntry['details']) =>
      audit.record(eventId, { ...entry, details, at: clock().toISOString() });
    await reachable(record(entry.details));
    const room = await reachable(act());
    if (room !== undefined) return room;
    const error = refusal();
    await reachable(record({ ...entry.details, refused: error.code }));
    throw error;
  }

  /** Tells the edge. When that fails the room has changed and the edge does not know: the operator hears it and repeats. */
  const tellTheEdge = () => reachable(publishActiveRooms(() => rooms.all(), list));

  return {
    /** @throws AppError LOTTERY_FIXED, DEPENDENCY_UNAVAILABLE */
    async activate(eventId: string, operator: string, activation: Activation): Promise<Room> {
      const details = { ...activation, opensAt: activation.opensAt?.toISOString() };
      const room = await recorded(
        { eventId, operator, action: 'activate', details },
        () => rooms.activate(eventId, activation, clock().getTime()),
        () => new AppError('LOTTERY_FIXED', 'People have joined this lottery: what it promised them cannot change.'),
      );
      await tellTheEdge();
      return room;
    },

    /** @throws AppError WAITING_ROOM_NOT_FOUND, DEPENDENCY_UNAVAILABLE */
    async deactivate(eventId: string, operator: string): Promise<Room> {
      const room = await recorded(
        { eventId, operator, action: 'deactivate', details: {} },
        () => rooms.deactivate(eventId, clock().getTime()),
        notFound,
      );
      await tellTheEdge();
      return room;
    },

    setPaused: (eventId: string, operator: string, isPaused: boolean): Promise<Room> =>
      recorded(
        { eventId, operator, action: isPaused ? 'pause' : 'resume', details: {} },
        () => rooms.setPaused(eventId, isPaused),
        notFound,
      ),

    setBatchSize: (eventId: string, operator: string, batchSize: number): Promise<Room> =>
      recorded(
        { eventId, operator, action: 'rate', details: { batchSize } },
        () => rooms.setBatchSize(eventId, batchSize),
        notFound,
      ),

    /** Serves more by hand. @throws AppError WAITING_ROOM_INACTIVE, WAITING_ROOM_MOVED, DEPENDENCY_UNAVAILABLE */
    async advance(eventId: string, operator: string, places: number): Promise<Room> {
      const before = await reachable(rooms.find(eventId));
      if (!before?.isActive) throw new AppError('WAITING_ROOM_INACTIVE', 'Only a line that is active can move.');
      return recorded(
        { eventId, operator, action: 'advance', details: { places, from: before.servingCounter } },
        () => rooms.advance(before, places, clock().getTime()),
        () => new AppError('WAITING_ROOM_MOVED', 'The line moved at the same moment; look again before you repeat it.'),
      );
    },

    draw: (eventId: string, operator: string, entries: number, key: string): Promise<Room> =>
      recorded(
        { eventId, operator, action: 'draw', details: { entries, key } },
        () => rooms.draw(eventId, entries, key),
        () =>
          new AppError('LOTTERY_FIXED', 'There is no lottery to draw, it was drawn otherwise, or people are inside.'),
      ),

    /** @throws AppError WAITING_ROOM_NOT_FOUND, DEPENDENCY_UNAVAILABLE */
    async find(eventId: string): Promise<Room> {
      const room = await reachable(rooms.find(eventId));
      if (room === undefined) throw notFound();
      return room;
    },

    all: () => reachable(rooms.all()),
    entries: (eventId: string) => reachable(audit.entries(eventId)),
  };
}

function notFound(): AppError {
  return new AppError('WAITING_ROOM_NOT_FOUND', 'This event never had a waiting room: activate it first.');
}

/** @throws AppError DEPENDENCY_UNAVAILABLE in place of what the AWS SDK throws */
async function reachable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const why = error instanceof Error ? error.name : 'unknown';
    throw new AppError('DEPENDENCY_UNAVAILABLE', `The waiting room cannot be reached (${why}); repeat it.`, {}, error);
  }
}
