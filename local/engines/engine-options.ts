import type { RunLedger } from '../processes/run-ledger.ts';

/** What every engine is started with. */
export interface EngineOptions {
  /** The environment in which addresses may be given (REDIS_URL, KAFKA_BROKERS, DATABASE_URL_ADMIN). */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Port of an engine of our own on 127.0.0.1; never used when one is given or found. */
  readonly port: number;
  /** Where an engine of our own keeps its data; made when missing, kept on stop. */
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly ledger: RunLedger;
  /** Takes over the engines of docker-compose.yml when they answer on the documented ports. */
  readonly takeOver: boolean;
  /**
   * Whether data must survive a crash of the machine. Tests and the demo say no: their data is thrown away, and fsync is
   * most of what a commit costs.
   */
  readonly durable: boolean;
  /** Hears what is being waited for. */
  readonly say: (line: string) => void;
}

/** What every engine that was found or started has. */
export interface Engine {
  /** How it was found, in words for the person at the terminal. */
  readonly how: string;
  /** Whether we started it, rather than found it running. */
  readonly ours: boolean;
  /** Stops it when it is ours, leaves it alone when it was given. */
  readonly stop: () => Promise<void>;
}
