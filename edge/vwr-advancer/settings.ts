/** The environment of the function; modules/lambda-vwr sets it. */
export interface AdvancerSettings {
  readonly countersTable: string;
  /** Places served by one cycle: documented 500, staging 100. */
  readonly batch: number;
  /** Seconds after which no cycle begins any more (ruling B22: 55). */
  readonly loopSeconds: number;
  /** Seconds between two cycles, documented 10 (domain.md 4.7). */
  readonly cycleSeconds: number;
  /** Asked before each cycle; while it answers badly nobody is let in. Null asks nobody. */
  readonly originHealthUrl: string | null;
}

/** Reads the environment. @throws Error that names what is missing or wrong: a batch below 1 would move the line back */
export function readSettings(env: Readonly<Record<string, string | undefined>>): AdvancerSettings {
  const whole = (name: string, absent: number | undefined, most: number): number => {
    const value = Number(env[name] ?? absent);
    if (!Number.isInteger(value) || value < 1 || value > most) throw new Error(`${name} is a number from 1 to ${most}`);
    return value;
  };
  const countersTable = env.TABLE_COUNTERS;
  if (countersTable === undefined || countersTable === '') throw new Error('TABLE_COUNTERS is not set');
  const url = env.ORIGIN_HEALTH_URL;
  return {
    countersTable,
    batch: whole('BATCH_SIZE', undefined, 100_000),
    loopSeconds: whole('LOOP_SECONDS', 55, 65),
    cycleSeconds: whole('CYCLE_SECONDS', 10, 60),
    originHealthUrl: url === undefined || url === '' ? null : new URL(url).href,
  };
}
