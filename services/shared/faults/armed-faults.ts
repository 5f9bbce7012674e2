import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../config/load-config.ts';
import type { Logger } from '../logging/logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { FaultName, Faults } from './fault-table.ts';

interface FaultConfig {
  readonly NODE_ENV?: string | undefined;
  readonly FAULTS?: Faults | undefined;
}

/** Undefined unless somebody asked for faults: then every place below costs one comparison, mostly at start-up. */
let armed: Faults | undefined;
const stopping: Array<() => void> = [];

/**
 * Turns the configured faults on; called once, by createFoundation.
 * @throws ConfigError in production: no variable may be able to break a production process
 */
export function armFaults(config: FaultConfig, told: { logger: Logger; metrics: Metrics }): void {
  disarmFaults();
  const faults = config.FAULTS;
  if (faults === undefined || Object.keys(faults).length === 0) return;
  if (config.NODE_ENV === undefined || config.NODE_ENV === 'production') {
    throw new ConfigError('The environment is not usable:\n  FAULTS: is for tests and refused in production');
  }
  armed = faults;
  told.logger.warn({ faults }, 'this process plays faults');
  const gauge = told.metrics.gauge('urr_fault_armed', 'Faults that this process plays, with their size', ['fault']);
  for (const [fault, size] of Object.entries(faults)) gauge.set({ fault }, size);
  if (faults['memory-leak']) leak(faults['memory-leak']);
  if (faults['cpu-busy']) keepBusy(faults['cpu-busy']);
}

/** Everything is well again: for tests, which share one process. */
export function disarmFaults(): void {
  armed = undefined;
  for (const stop of stopping.splice(0)) stop();
}

/** Whether one of these is on; asked where something is built, so that what is not wrapped costs nothing. */
export const isArmed = (...names: readonly FaultName[]): boolean =>
  armed !== undefined && names.some((name) => armed?.[name] !== undefined);

/** Waits as long as the fault says; not at all without it. */
export async function delayBy(name: FaultName): Promise<void> {
  const ms = armed?.[name];
  if (ms !== undefined) await sleep(ms);
}

/** Whether the fault strikes this time. @param dice 0 up to 1 */
export function strikes(name: FaultName, dice: number = Math.random()): boolean {
  const percent = armed?.[name];
  return percent !== undefined && dice * 100 < percent;
}

function every(ms: number, work: () => void): void {
  work();
  const timer = setInterval(work, ms);
  timer.unref();
  stopping.push(() => clearInterval(timer));
}

function leak(mebibytesAMinute: number): void {
  const kept: Buffer[] = [];
  // Filled, because untouched pages are no memory.
  every(1_000, () => kept.push(Buffer.alloc((mebibytesAMinute * 1_048_576) / 60, 1)));
  stopping.push(() => kept.splice(0));
}

function keepBusy(percent: number): void {
  every(1_000, () => {
    for (const until = performance.now() + percent * 10; performance.now() < until; );
  });
}
