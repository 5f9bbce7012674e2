import { vwrToken } from '../../services/shared/tokens/claims.ts';
import type { SigningKey } from '../../services/shared/tokens/keys.ts';
import { createTokenSigner } from '../../services/shared/tokens/sign.ts';
import type { PlaceCounters, Positions } from '../vwr-line/line-state.ts';
import type { VwrApiOptions } from './api-options.ts';
import { LineStates } from './line-states.ts';
import { type Clocks, PlaceBlocks } from './place-blocks.ts';
import { createPlaceCookies } from './place-cookie.ts';
import { createPlaceReceipts } from './place-receipt.ts';
import { WaitingRoom } from './waiting-room.ts';

export interface Parts {
  readonly counters: PlaceCounters;
  readonly positions: Positions;
  readonly keys: readonly [SigningKey, ...SigningKey[]];
  readonly clocks: Clocks;
  readonly placeSeconds: number;
  readonly tokenSeconds: number;
  readonly cookiePath: string;
  readonly logError: (line: string) => void;
}

/** One function instance: its blocks and what it remembers of the lines are its own. */
export function vwrApi({ counters, positions, keys, clocks, ...settings }: Parts): VwrApiOptions {
  const clock = () => new Date(clocks.wall());
  const states = new LineStates(counters, clocks);
  const room = new WaitingRoom({
    states,
    blocks: new PlaceBlocks({ counters, clocks, onState: (state) => states.remember(state.eventId, state) }),
    positions,
    signer: createTokenSigner({ kind: vwrToken, key: keys[0], clock }),
    clock,
    tokenSeconds: settings.tokenSeconds,
  });
  return {
    room,
    cookies: createPlaceCookies(keys, settings.placeSeconds),
    receipts: createPlaceReceipts(keys, settings.placeSeconds, clock),
    clock,
    ...settings,
  };
}
