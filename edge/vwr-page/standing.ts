import type { WaitRange } from './wait-words.ts';

/** What the API says about a place, as far as the page shows it. */
export interface Standing {
  readonly requestId: string;
  readonly epoch: number;
  readonly position: number;
  readonly ahead: number;
  readonly wait: WaitRange | null;
  /** Seconds until the next question. */
  readonly nextPoll: number;
  readonly admitted: boolean;
  /** When the line begins to move (ms), or null when it moves already. */
  readonly opensAt: number | null;
  readonly isLottery: boolean;
  readonly receipt: string | undefined;
}
