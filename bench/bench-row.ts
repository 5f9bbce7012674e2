/** One line of a benchmark's result. All figures are "more is better". */
export interface BenchRow {
  /** What was measured, for example `bare, 50 connections`. */
  readonly case: string;
  /** Whom it was measured against, with version; `limit` for absolute goals, `itself` for the A-against-A line. */
  readonly peer: string;
  /** Ours over the peer: median over the rounds. For `limit` rows the measured value itself. */
  readonly ratio: number;
  /** Lowest and highest of the rounds. */
  readonly low: number;
  readonly high: number;
  /** What the ratio should reach at least; null for lines that only inform. */
  readonly reach: number | null;
  /** Of `ratio`: `x` for ratios, else the unit of the absolute value. */
  readonly unit: string;
}

/** What a file of this folder exports: `about` and `run`. */
export interface Benchmark {
  /** One sentence: what is compared with what. */
  readonly about: string;
  /** @param say progress for people, one line at a time */
  run(say: (line: string) => void): Promise<readonly BenchRow[]>;
}
