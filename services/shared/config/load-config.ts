import type { z } from 'zod';

/** The environment of a service is wrong; `message` lists every fault, never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Parses the environment once, at start (ruling E9).
 * @throws ConfigError naming every missing or wrong variable at once; values are not repeated, they may be secrets.
 */
export function loadConfig<T>(schema: z.ZodType<T>, env: Readonly<Record<string, string | undefined>>): T {
  // An empty variable is what a forgotten value in a manifest looks like: treat it as missing.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.') || 'environment'}: ${issue.message}`);
  throw new ConfigError(`The environment is not usable:\n${[...new Set(faults)].join('\n')}`);
}
