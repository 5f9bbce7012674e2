import { armKillPoint } from '../shared/faults/kill-point.ts';
import { findAddresses } from './addresses.ts';
import type { BatchResponse } from './batch.ts';
import { readSettings } from './settings.ts';
import { createWorker, type Worker } from './worker.ts';

/** The part of Lambda's context that is read. */
interface Context {
  readonly getRemainingTimeInMillis: () => number;
}

// At the start of an instance: a wrong environment fails there, where it is seen (E9), and not at the first buyer.
const settings = readSettings(process.env);
armKillPoint(settings);

let starting: Promise<Worker> | undefined;

/** Forgets the worker, so that the next batch begins with secrets read anew: one was empty, or has been renewed. */
function beginAnew(): void {
  const last = starting;
  starting = undefined;
  void last?.then((worker) => worker.close()).catch(() => undefined);
}

/** The function that works off the FIFO queue (architecture.md 5.7; ruling E13). */
export async function handler(event: unknown, context: Context): Promise<BatchResponse> {
  starting ??= findAddresses(settings).then((addresses) => createWorker(settings, addresses));
  try {
    const worker = await starting;
    const response = await worker.handle(event, () => context.getRemainingTimeInMillis());
    if (worker.isLockedOut()) beginAnew();
    return response;
  } catch (error) {
    beginAnew();
    throw error;
  }
}
