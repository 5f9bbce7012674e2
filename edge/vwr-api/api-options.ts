import type { PlaceCookies } from './place-cookie.ts';
import type { PlaceReceipts } from './place-receipt.ts';
import type { WaitingRoom } from './waiting-room.ts';

/** What an instance of the API answers with. */
export interface VwrApiOptions {
  readonly room: Pick<WaitingRoom, 'assign' | 'check' | 'status'>;
  readonly cookies: PlaceCookies;
  readonly receipts: PlaceReceipts;
  readonly clock: () => Date;
  /** How long a place lives, and so its cookie. */
  readonly placeSeconds: number;
  readonly tokenSeconds: number;
  /** Path of the place cookie. CloudFront has the API under `/vwr-api`. */
  readonly cookiePath: string;
  /** Takes one line for each request that failed unexpectedly. */
  readonly logError: (line: string) => void;
}
