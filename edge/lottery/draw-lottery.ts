import type { SigningKey } from '../../services/shared/tokens/keys.ts';
import { announcementLine, closingLine, commitmentOf, drawKey, entryLines, revealLine, rootOf } from './draw-log.ts';

/** What a lottery does to the world outside. */
export interface LotteryWorld {
  /** Writes down how many entries take part, once: who comes later is not drawn. Gives what stands there. */
  readonly close: (eventId: string) => Promise<number>;
  /** The request ids of all entries up to `entries` by their number. */
  readonly holders: (eventId: string, entries: number) => Promise<ReadonlyMap<number, string>>;
  /** Puts the log where everybody can read it, in place of what was there. */
  readonly publish: (eventId: string, log: string) => Promise<void>;
  /** What the announced source said, once it has. */
  readonly beacon: () => Promise<string>;
  /** Writes the key down: from now on entries have places, and the line moves. */
  readonly settle: (eventId: string, key: Buffer) => Promise<void>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly clock: () => Date;
}

export interface AnnouncedLottery {
  readonly eventId: string;
  /** First line of the log, as it was published before anybody joined. */
  readonly announcement: string;
  /** The seed of the commitment: 32 random bytes, secret until now. */
  readonly seed: Buffer;
}

/**
 * A function instance hands out places of its block for a second, and tries for up to six to write one down: nobody who
 * takes part is missing from the log after this.
 */
const LAST_ENTRIES_MS = 10_000;

/** Announces a lottery: publish the line and keep the seed secret. @param seed 32 random bytes */
export function announceLottery(
  lottery: { readonly eventId: string; readonly opensAt: Date; readonly beacon: string; readonly announcedAt: Date },
  seed: Buffer,
  signer: SigningKey,
): AnnouncedLottery & { readonly commitment: string } {
  if (seed.length !== 32) throw new Error('the seed of a lottery has 32 bytes');
  const commitment = commitmentOf(seed);
  return {
    eventId: lottery.eventId,
    announcement: announcementLine({ ...lottery, commitment }, signer),
    seed,
    commitment,
  };
}

/**
 * Draws at the opening. The order is what makes it fair: nobody can enter any more, then everybody can read who takes part,
 * then the beacon speaks, and only then the seed is shown. Run again after a failure it comes to the same entries.
 */
export async function drawLottery(
  { eventId, announcement, seed }: AnnouncedLottery,
  signer: SigningKey,
  world: LotteryWorld,
): Promise<void> {
  const entries = await world.close(eventId);
  await world.sleep(LAST_ENTRIES_MS);
  const lines = entryLines(eventId, await world.holders(eventId, entries), entries);
  const root = rootOf(announcement, lines);
  const closed = [announcement, ...lines, closingLine(entries, root, world.clock(), signer)];
  await world.publish(eventId, `${closed.join('\n')}\n`);
  const beacon = await world.beacon();
  const revealed = [...closed, revealLine(seed, beacon, world.clock(), signer)];
  await world.publish(eventId, `${revealed.join('\n')}\n`);
  await world.settle(eventId, drawKey(seed, root, beacon));
}
