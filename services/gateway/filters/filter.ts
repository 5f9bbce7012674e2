import type { Exchange } from '../exchange.ts';

/** `answered`: the filter has written the answer itself and nothing else may happen. */
export type FilterResult = 'next' | 'answered';

/** One step that every request passes before it goes to its back end. Refuses by throwing an AppError. */
export type Filter = {
  readonly name: string;
  /** Documented place in the chain (architecture.md 6.1, domain.md 1.1); filters run from the smallest to the largest. */
  readonly order: number;
  readonly apply: (exchange: Exchange) => FilterResult | Promise<FilterResult>;
};
