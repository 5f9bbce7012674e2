/** The environment of the function; modules/lambda-vwr sets it. */
export interface VwrApiSettings {
  readonly countersTable: string;
  readonly positionsTable: string;
  /** Default 86,400 (24 h, architecture.md 5.8). */
  readonly placeSeconds: number;
  /** Default 600 (domain.md 4.7); no verifier believes more than an hour. */
  readonly tokenSeconds: number;
  readonly cookiePath: string;
  /** Where the private keys are: in a secret, or on one machine in the environment itself. */
  readonly tokenKeys: { readonly secretArn: string } | { readonly text: string };
}

/** Reads the environment. @throws Error that names what is missing or wrong, so that the function fails at its start (E9) */
export function readSettings(env: Readonly<Record<string, string | undefined>>): VwrApiSettings {
  const needed = (name: string): string => {
    const value = env[name];
    if (value === undefined || value === '') throw new Error(`${name} is not set`);
    return value;
  };
  const whole = (name: string, absent: number, most: number): number => {
    const value = Number(env[name] ?? absent);
    if (!Number.isInteger(value) || value < 1 || value > most) throw new Error(`${name} is a number from 1 to ${most}`);
    return value;
  };
  const text = env.VWR_TOKEN_KEYS;
  return {
    countersTable: needed('TABLE_COUNTERS'),
    positionsTable: needed('TABLE_POSITIONS'),
    placeSeconds: whole('POSITION_TTL_SECONDS', 86_400, 31_536_000),
    tokenSeconds: whole('VWR_TOKEN_TTL_SECONDS', 600, 3_600),
    cookiePath: env.VWR_COOKIE_PATH ?? '/vwr-api',
    tokenKeys: text === undefined ? { secretArn: needed('VWR_TOKEN_KEYS_SECRET_ARN') } : { text },
  };
}
