/** The command line of `npm start`. */
import { parseArgs } from 'node:util';
import type { ServiceName } from '../services/registry.ts';

export interface StartArguments {
  /** Throw away all data and secrets first. */
  readonly fresh: boolean;
  /** Run these services only; null for all. */
  readonly only: readonly ServiceName[] | null;
  /** Added to every port. */
  readonly portShift: number;
  /** End with an error when a service crashes, instead of saying so and going on. */
  readonly strict: boolean;
  readonly help: boolean;
}

export const usage = `npm start -- [options]
  --fresh             throw away all local data and secrets first
  --only a,b          run these services only (the engines run as always)
  --port-shift N      add N to every port, for a second platform on this machine
  --strict            stop everything with exit code 1 when a service crashes
  --help, -h          this text`;

/** The person typed something that cannot be meant. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

function parseOnly(text: string, known: readonly ServiceName[]): ServiceName[] {
  const names = text.split(',').map((name) => name.trim());
  return names.map((name) => {
    const found = known.find((candidate) => candidate === name);
    if (!found) throw new UsageError(`--only: there is no service "${name}"; there are ${known.join(', ')}`);
    return found;
  });
}

function parseShift(text: string): number {
  const shift = Number(text);
  // 8080 is the highest port of the block.
  if (!/^\d+$/.test(text) || shift > 65_535 - 8080) {
    throw new UsageError(`--port-shift: "${text}" is not a whole number from 0 to ${65_535 - 8080}`);
  }
  return shift;
}

/**
 * @param args what follows `npm start --`
 * @param known services that exist
 * @throws UsageError in words for the person
 */
export function parseStartArguments(args: readonly string[], known: readonly ServiceName[]): StartArguments {
  // Who asks for help gets it, whatever else they typed.
  if (args.some((word) => word === '--help' || word === '-h')) {
    return { fresh: false, only: null, portShift: 0, strict: false, help: true };
  }
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        fresh: { type: 'boolean', default: false },
        only: { type: 'string' },
        'port-shift': { type: 'string', default: '0' },
        strict: { type: 'boolean', default: false },
      },
    });
    return {
      fresh: values.fresh,
      only: values.only === undefined ? null : parseOnly(values.only, known),
      portShift: parseShift(values['port-shift']),
      strict: values.strict,
      help: false,
    };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
