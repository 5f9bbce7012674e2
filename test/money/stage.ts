/** The platform of the money and event tests: one for all of them, quick to settle, with a sale of their own. */

import { oncePerProcess, stopAfterAllTests } from '../engines/process-wide.ts';
import { type Crowd, createCrowd } from '../platform/crowd.ts';
import { platform, type TestPlatform } from '../platform/platform.ts';
import { openSale } from '../platform/sale.ts';
import { type Provider, providerAt } from './provider.ts';

export interface Stage {
  readonly platform: TestPlatform;
  readonly crowd: Crowd;
  readonly provider: Provider;
  readonly eventId: string;
  /** A seat that nobody was given before. */
  readonly nextSeat: () => string;
}

/** The provider's patience is what a lost answer costs, and the lease is what a dead process costs. */
const quick = {
  payment: { PROVIDER_TIMEOUT_MS: '1000', SETTLEMENT_LEASE_MS: '1001', SETTLEMENT_INTERVAL_MS: '50' },
  ticket: { RESERVATION_CLEANUP_INTERVAL_MS: '100' },
};

async function open(): Promise<Stage> {
  const running = await platform({ only: ['gateway', 'auth', 'ticket', 'payment'], seed: false, env: quick });
  const crowd = createCrowd(running);
  stopAfterAllTests(crowd.close);
  const { eventId, seatIds } = await openSale(running.sql('ticket_db'), 1_000);
  let given = 0;
  return {
    platform: running,
    crowd,
    provider: providerAt(running.urls['payment-test-provider'], running.urls.gateway),
    eventId,
    nextSeat() {
      const seat = seatIds[given];
      if (seat === undefined) throw new Error('the sale of the test has no seat left');
      given += 1;
      return seat;
    },
  };
}

export const moneyStage = (): Promise<Stage> => oncePerProcess('money stage', open);
