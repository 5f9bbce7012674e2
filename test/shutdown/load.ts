/** People who look and buy without a pause, and what went wrong for them. */
import { isGood, type Probe } from '../chaos/probes.ts';
import { holdAndPrepare, type Prepared, pay } from '../money/purchase.ts';
import type { Stage } from '../money/stage.ts';

export interface Load {
  readonly sent: () => number;
  /** What failed, by name: a 5xx, or a connection that broke. */
  readonly failed: readonly string[];
  readonly purchases: readonly Prepared[];
  readonly stop: () => Promise<void>;
}

/** @param people how many do this at once; half of them buy */
export function startLoad(stage: Stage, probes: readonly Probe[], people: number): Load {
  const failed: string[] = [];
  const purchases: Prepared[] = [];
  let sent = 0;
  let isOver = false;

  async function look(): Promise<void> {
    for (let n = 0; !isOver; n++) {
      const probe = probes[n % probes.length]!;
      sent += 1;
      if (!(await isGood(probe))) failed.push(probe.name);
    }
  }
  async function buy(): Promise<void> {
    while (!isOver) {
      sent += 3;
      try {
        const purchase = await holdAndPrepare(stage);
        const { status, body } = await pay(purchase);
        purchases.push(purchase);
        if (status >= 300) failed.push(`confirm: ${status} ${JSON.stringify(body)}`);
      } catch (error) {
        failed.push(error instanceof Error ? error.message.slice(0, 300) : String(error));
      }
    }
  }
  const all = Array.from({ length: people }, (_none, n) => (n % 2 === 0 ? look() : buy()));
  return {
    sent: () => sent,
    failed,
    purchases,
    async stop() {
      isOver = true;
      await Promise.all(all);
    },
  };
}
