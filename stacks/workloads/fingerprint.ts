import { createHash } from 'node:crypto';
import type { Variables } from './configuration.ts';

/**
 * An annotation that changes with the configuration, so that a change of a ConfigMap makes new pods: Kubernetes itself
 * leaves the running ones as they are.
 */
export const fingerprint = (variables: Variables): Readonly<Record<string, string>> => ({
  'urr/configuration': createHash('sha256').update(JSON.stringify(variables)).digest('hex').slice(0, 16),
});
