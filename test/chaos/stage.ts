/** The stage of the fault matrix: everything runs, every line can be broken, people buy. */

import { providerAt } from '../money/provider.ts';
import type { Stage } from '../money/stage.ts';
import { createCrowd } from '../platform/crowd.ts';
import { openSale } from '../platform/sale.ts';
import { createProbes, type Probe } from './probes.ts';
import { type Edge, wiredPlatform } from './wired-platform.ts';

export interface ChaosStage {
  readonly stage: Stage;
  readonly probes: readonly Probe[];
  readonly edges: readonly Edge[];
  readonly stop: () => Promise<void>;
}

/** @param lateMs how late a slow line is, each way */
export async function openChaosStage(lateMs: number): Promise<ChaosStage> {
  const { platform, edges, stop } = await wiredPlatform(lateMs);
  const crowd = createCrowd(platform, 128);
  const { eventId, seatIds } = await openSale(platform.sql('ticket_db'), 20_000);
  let given = 0;
  const nextSeat = () => {
    const seat = seatIds[given];
    if (seat === undefined) throw new Error('the sale of the test has no seat left');
    given += 1;
    return seat;
  };
  const stage: Stage = {
    platform,
    crowd,
    provider: providerAt(platform.urls['payment-test-provider'], platform.urls.gateway),
    eventId,
    nextSeat,
  };
  const probes = createProbes({
    buyer: crowd.newcomer(eventId),
    admin: crowd.newcomer(eventId, 'admin'),
    eventId,
    newcomer: () => crowd.newcomer(eventId),
    nextSeat,
  });
  return {
    stage,
    probes,
    edges,
    async stop() {
      await crowd.close();
      await stop();
    },
  };
}
