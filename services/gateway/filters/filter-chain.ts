import type { Exchange } from '../exchange.ts';
import type { Filter } from './filter.ts';

export type FilterChain = (exchange: Exchange) => void;

/**
 * Runs filters by their order, then `last`. A filter that answers at once costs no promise: most requests pass most
 * filters that way, and the chain is in every request's path.
 * @param failed told what a filter, or `last`, threw
 */
export function createFilterChain(
  filters: readonly Filter[],
  last: (exchange: Exchange) => void,
  failed: (exchange: Exchange, error: unknown) => void,
): FilterChain {
  const ordered = filters.toSorted((a, b) => a.order - b.order);

  function runFrom(index: number, exchange: Exchange): void {
    try {
      for (let at = index; at < ordered.length; at += 1) {
        const result = ordered[at]?.apply(exchange);
        if (result === 'answered') return;
        if (result instanceof Promise) {
          goOnAfter(result, at + 1, exchange);
          return;
        }
      }
      last(exchange);
    } catch (error) {
      failed(exchange, error);
    }
  }

  function goOnAfter(result: Promise<unknown>, index: number, exchange: Exchange): void {
    result.then(
      (settled) => {
        // The client may have left while a filter waited.
        if (settled !== 'answered' && !exchange.res.destroyed) runFrom(index, exchange);
      },
      (error: unknown) => failed(exchange, error),
    );
  }

  return (exchange) => runFrom(0, exchange);
}
