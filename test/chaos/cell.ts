/** One cell of the matrix: one line broken in one way, under load, and mended. */
import { expect } from 'chai';
import { ends, holdAndPrepare, insistOnTicket, type Prepared, pay } from '../money/purchase.ts';
import type { Stage } from '../money/stage.ts';
import { eventually } from '../platform/eventually.ts';
import { isGood, type Probe } from './probes.ts';
import type { WireState } from './tcp-proxy.ts';
import type { Edge } from './wired-platform.ts';

export type Fault = Exclude<WireState, 'passes'>;
export const faults: readonly Fault[] = ['down', 'slow', 'half-open', 'resets'];

export interface Cell {
  readonly edge: string;
  readonly fault: Fault;
  /** Requests to routes that do without the line, and how many of them failed, by probe. */
  readonly unaffected: number;
  readonly failed: readonly string[];
  /** Requests to routes that need it; they may fail, but they are answered. */
  readonly affected: number;
  readonly affectedGood: number;
  /** Milliseconds from mending until everything was good again. */
  readonly recoveredAfterMs: number;
  /** The purchase that was paid for during the fault. */
  readonly purchase: Prepared;
}

export interface CellParts {
  readonly stage: Stage;
  readonly probes: readonly Probe[];
  /** Rounds of all probes during the fault, and how long it lasts at least. */
  readonly rounds: number;
  readonly windowMs: number;
}

/** @throws Error when something is still not good 30 s after the line is whole again */
export async function runCell(edge: Edge, fault: Fault, { stage, probes, rounds, windowMs }: CellParts): Promise<Cell> {
  const needing = probes.filter(({ needs }) => needs.includes(edge.name));
  const others = probes.filter(({ needs }) => !needs.includes(edge.name));
  const unwell = async () => {
    const good = await Promise.all(probes.map(isGood));
    return probes.filter((_probe, n) => !good[n]).map(({ name }) => name);
  };
  const wellAgain = () =>
    eventually(`everything good after ${edge.name} was ${fault}`, unwell, (names) => names.length === 0, 30_000);
  await eventually(`everything good before ${edge.name} is ${fault}`, unwell, (names) => names.length === 0, 30_000);
  const purchase = await holdAndPrepare(stage);
  const failed: string[] = [];
  let unaffected = 0;

  await edge.wire.set(fault);
  const startedAt = Date.now();
  // They hang as long as the services let them; the fault does not wait for them.
  const hanging = needing.flatMap((probe) => [isGood(probe), isGood(probe), isGood(probe)]);
  const paying = pay(purchase).catch(() => undefined);
  for (let round = 0; round < rounds || Date.now() - startedAt < windowMs; round++) {
    const good = await Promise.all(others.map(isGood));
    unaffected += good.length;
    for (const [n, isFine] of good.entries()) if (!isFine) failed.push(others[n]!.name);
  }

  await edge.wire.set('passes');
  const mendedAt = Date.now();
  await wellAgain();
  const [answers] = await Promise.all([Promise.all(hanging), paying]);
  // What hung so long is news of an illness, too: a breaker may open once more when it ends.
  await wellAgain();
  const recoveredAfterMs = Date.now() - mendedAt;
  return {
    edge: edge.name,
    fault,
    unaffected,
    failed,
    affected: answers.length,
    affectedGood: answers.filter(Boolean).length,
    recoveredAfterMs,
    purchase,
  };
}

/** Nobody lost money or a ticket: whoever paid during a fault has the ticket, in the end. */
export async function settle(cells: readonly Cell[]): Promise<void> {
  for (const { purchase, edge, fault } of cells) {
    await insistOnTicket(purchase).catch((error: unknown) => {
      throw new Error(`the purchase during ${edge} ${fault} did not end`, { cause: error });
    });
    await ends(purchase, 'confirmed confirmed');
  }
}

/** Prints the table and demands that what does not need the ill edge was answered (at least 999 of 1,000). */
export function expectNoCascade(cells: readonly Cell[]): void {
  console.log(table(cells));
  for (const { edge, fault, unaffected, failed } of cells) {
    const share = (unaffected - failed.length) / unaffected;
    expect(
      share,
      `${edge} ${fault}: ${[...new Set(failed)].join(', ')} failed ${failed.length} of ${unaffected}`,
    ).to.be.at.least(0.999);
  }
}

function table(cells: readonly Cell[]): string {
  const head = `      ${'line'.padEnd(22)}${'fault'.padEnd(11)}${'others good'.padEnd(16)}${'own good'.padEnd(10)}good again after`;
  const rows = cells.map(
    ({ edge, fault, unaffected, failed, affected, affectedGood, recoveredAfterMs }) =>
      `      ${edge.padEnd(22)}${fault.padEnd(11)}${`${unaffected - failed.length}/${unaffected}`.padEnd(16)}${`${affectedGood}/${affected}`.padEnd(10)}${recoveredAfterMs} ms`,
  );
  return [`      ${cells.length} cells`, head, ...rows].join('\n');
}
