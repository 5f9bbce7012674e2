import { importKeySet, type KeySet } from '../../services/shared/tokens/keys.ts';

/** What belongs to one deployment. Lambda@Edge has no environment variables, so it is a constant of the bundle (ruling B25). */
export interface EdgeConfig {
  /** Public keys of Tier 1 passes and of entry tokens (ruling E1). Without keys no token holds. */
  readonly vwrKeys: KeySet;
  readonly entryKeys: KeySet;
  /** Events that wait in Tier 1 as long as the list of active ones was never read. */
  readonly guardedEvents: readonly string[];
  /** Where the list of active events is read; null takes `/vwr/active-events.json` of the distribution itself. */
  readonly activeEventsUrl: string | null;
}

/**
 * `{ vwrKeys, entryKeys, guardedEvents?, activeEventsUrl? }`, the keys as JWKS. esbuild writes the value here (`define`);
 * where a bundle was built without, it is a global variable, which is how the local edge runs the very bundle of AWS.
 */
declare const URR_EDGE_CONFIG: unknown;

/** The configuration of this bundle. Without one, or with a broken one, no token holds: what is guarded stays shut. */
export function bundledConfig(): EdgeConfig {
  const given: unknown = typeof URR_EDGE_CONFIG === 'undefined' ? undefined : URR_EDGE_CONFIG;
  if (given === undefined) console.error('viewer-request was built without keys: no token is accepted');
  try {
    return readConfig(given ?? {});
  } catch (error) {
    console.error('viewer-request has a configuration that cannot be read: no token is accepted', error);
    return readConfig({});
  }
}

/** Reads a configuration. Throws TOKEN_KEY_INVALID for keys that are none, or private. */
function readConfig(value: unknown): EdgeConfig {
  const { vwrKeys, entryKeys, guardedEvents, activeEventsUrl } = isObject(value) ? value : {};
  const guarded: readonly unknown[] = Array.isArray(guardedEvents) ? guardedEvents : [];
  return {
    vwrKeys: importKeySet(vwrKeys ?? { keys: [] }),
    entryKeys: importKeySet(entryKeys ?? { keys: [] }),
    guardedEvents: guarded.filter((event) => typeof event === 'string'),
    activeEventsUrl: typeof activeEventsUrl === 'string' ? activeEventsUrl : null,
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
