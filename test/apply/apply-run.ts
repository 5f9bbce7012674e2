import type { RunLedger } from '../../local/processes/run-ledger.ts';

/** What all parts of one `npm run test:apply` share. */
export interface ApplyRun {
  /** Interpreter with moto. */
  readonly python: string;
  readonly ledger: RunLedger;
  /** Where each part has its folder; kept after the run, to be looked at. */
  readonly folder: string;
  /** The account that the synthesised providers allow. */
  readonly accountId: string;
}
