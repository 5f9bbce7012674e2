import { z } from 'zod';

/** What the number after the name means. */
type Unit = 'ms' | 'percent' | 'on' | 'MiB a minute';

/**
 * Faults that a service can play on itself, to see what the others and the alarms make of it (runtime.md 1.4). Set by the
 * variable FAULTS, for example `http-slow=300,database-error=5`; none is on without it, and production refuses to start with it.
 */
export const faultTable = {
  'http-slow': { unit: 'ms', about: 'every answer comes this much later' },
  'http-error': { unit: 'percent', about: 'requests answered 500' },
  'http-overload': { unit: 'percent', about: 'requests answered 503 with Retry-After' },
  'http-reset': { unit: 'percent', about: 'requests whose connection is reset' },
  'http-hang': { unit: 'percent', about: 'requests that are never answered' },
  'readiness-fails': { unit: 'on', about: 'the load balancer is told to look elsewhere' },
  'liveness-fails': { unit: 'on', about: 'Kubernetes is told to start the pod again' },
  'database-slow': { unit: 'ms', about: 'every database connection is lent this much later' },
  'database-error': { unit: 'percent', about: 'database connections that cannot be had' },
  'redis-slow': { unit: 'ms', about: 'every Redis command takes this much longer' },
  'redis-error': { unit: 'percent', about: 'Redis commands that fail' },
  'publish-slow': { unit: 'ms', about: 'events leave this much later' },
  'publish-error': { unit: 'percent', about: 'batches of events that the log refuses' },
  'publish-twice': { unit: 'percent', about: 'batches of events that are sent twice' },
  'consume-slow': { unit: 'ms', about: 'every received batch waits this long: the consumer falls behind' },
  'consume-error': { unit: 'percent', about: 'received batches that fail and come again' },
  'call-slow': { unit: 'ms', about: 'every call to another service goes out this much later' },
  'call-error': { unit: 'percent', about: 'calls to other services that fail on the way' },
  'memory-leak': { unit: 'MiB a minute', about: 'memory that is never given back' },
  'cpu-busy': { unit: 'percent', about: 'of each second in which the process does nothing else' },
} as const satisfies Record<string, { unit: Unit; about: string }>;

export type FaultName = keyof typeof faultTable;
export type Faults = Readonly<Partial<Record<FaultName, number>>>;

const most: Readonly<Record<Unit, number>> = { ms: 600_000, percent: 100, on: 1, 'MiB a minute': 10_000 };

const isFault = (name: string): name is FaultName => Object.hasOwn(faultTable, name);

/** Environment piece, spread into httpSettings. */
export const faultSettings = {
  FAULTS: z
    .string()
    .transform((text, context): Faults => {
      const faults: Partial<Record<FaultName, number>> = {};
      for (const part of text.split(',').map((each) => each.trim())) {
        const [name = '', value = '1'] = part.split('=');
        const number = Number(value);
        if (!isFault(name)) context.addIssue({ code: 'custom', message: `knows no fault ${name}` });
        else if (!(number > 0) || number > most[faultTable[name].unit]) {
          const { unit } = faultTable[name];
          context.addIssue({
            code: 'custom',
            message: `${name} takes more than 0 and at most ${most[unit]} (${unit})`,
          });
        } else faults[name] = number;
      }
      return faults;
    })
    .optional(),
};
