import type { ServingCounters } from '../vwr-line/line-state.ts';
import { LineAdvancer, type Tended } from './line-advancer.ts';

export interface AdvancerRunOptions {
  readonly counters: ServingCounters;
  /** Name of this run; no other run has it. */
  readonly owner: string;
  readonly batch: number;
  readonly cycleMs: number;
  /** When the run is over (ruling B22: 55 s). */
  readonly loopMs: number;
  readonly clocks: { readonly wall: () => number; readonly monotonic: () => number };
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Whether more people may be sent to the origin. A rejection counts as no. */
  readonly originIsWell: () => Promise<boolean>;
  readonly report: (cycle: CycleReport) => void;
}

/** One look at all lines. */
export interface CycleReport {
  /** Whether all of them could be read and written. */
  readonly complete: boolean;
  readonly events: number;
  readonly served: number;
  readonly waiting: number;
  readonly heldBack: number;
}

/** The writes of one cycle and the release of the lines take no longer, or something hangs. */
const TAIL_MS = 3_000;
/** Between two looks at the lines, so that clocks which disagree by a little do not spin. */
const SHORTEST_SLEEP_MS = 50;

/**
 * One run: looks at all active lines again and again until its time is over, then lets go of them. Keeps nothing for the next
 * run: a function instance that is used again knows nothing of the last one. Rejects when no cycle was complete.
 */
export async function advanceLines(options: AdvancerRunOptions): Promise<readonly CycleReport[]> {
  const { clocks, cycleMs, loopMs, sleep } = options;
  const end = clocks.monotonic() + loopMs - TAIL_MS;
  const lines = new Map<string, LineAdvancer>();
  const reports: CycleReport[] = [];
  for (;;) {
    const begun = clocks.monotonic();
    const report = await cycle(options, lines);
    reports.push(report);
    options.report(report);
    const due = [...lines.values()].flatMap(({ dueAt }) => (dueAt === undefined || dueAt <= begun ? [] : [dueAt]));
    const next = due.length === 0 ? begun + cycleMs : Math.min(...due);
    const pause = Math.max(next - clocks.monotonic(), SHORTEST_SLEEP_MS);
    if (clocks.monotonic() + pause >= end) break;
    await sleep(pause);
  }
  await Promise.allSettled([...lines.values()].map(async (line) => line.release()));
  if (!reports.some(({ complete }) => complete)) throw new Error('no cycle of this run was complete');
  return reports;
}

async function cycle(options: AdvancerRunOptions, lines: Map<string, LineAdvancer>): Promise<CycleReport> {
  const [active, originIsWell] = await Promise.all([
    options.counters.active().catch(() => undefined),
    options.originIsWell().catch(() => false),
  ]);
  const tended = await Promise.allSettled(
    (active ?? []).map(async (state): Promise<Tended> => {
      const line = lines.get(state.eventId) ?? new LineAdvancer(options);
      lines.set(state.eventId, line);
      return line.tend(state, originIsWell);
    }),
  );
  const done = tended.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  return {
    complete: active !== undefined && done.length === active.length,
    events: active?.length ?? 0,
    served: done.reduce((sum, { served }) => sum + served, 0),
    waiting: done.reduce((sum, { waiting }) => sum + waiting, 0),
    heldBack: done.filter(({ heldBack }) => heldBack).length,
  };
}
