import type { VersionedSecret } from '../rotate-redis-token.ts';
import type { SecretValue } from '../secret-store.ts';

type Label = 'AWSCURRENT' | 'AWSPENDING' | 'AWSPREVIOUS';

/** One secret whose versions and labels move as Secrets Manager moves them. */
export interface MemoryVersions extends VersionedSecret {
  /** What Secrets Manager does before the first step: a version without a value that is pending. */
  readonly begin: (version: string) => void;
  readonly at: (label: Label) => SecretValue | undefined;
}

/**
 * A secret without any version.
 * @param firstIsCurrent whether the first value that is put becomes the current one, as the reference of PutSecretValue
 *   says; whether that holds for a version which a rotation has begun, it does not say
 */
export function memoryVersions({ firstIsCurrent }: { readonly firstIsCurrent: boolean }): MemoryVersions {
  const values = new Map<string, SecretValue>();
  const labels = new Map<Label, string>();
  const at = (label: Label): SecretValue | undefined => values.get(labels.get(label) ?? '');
  return {
    at,
    begin: (version) => labels.set('AWSPENDING', version),
    valueOf: async (which) => (which === 'AWSCURRENT' ? at(which) : values.get(which.version)),
    labels: async () => {
      const versions: Record<string, Label[]> = {};
      for (const [label, version] of labels) versions[version] = [...(versions[version] ?? []), label];
      return versions;
    },
    putPending: async (version, value) => {
      if (firstIsCurrent && values.size === 0) labels.set('AWSCURRENT', version);
      values.set(version, value);
    },
    promote: async (version, from) => {
      if (labels.get('AWSCURRENT') !== from) throw new Error(`${from} is not the current version`);
      if (from !== undefined) labels.set('AWSPREVIOUS', from);
      labels.set('AWSCURRENT', version);
      labels.delete('AWSPENDING');
    },
  };
}
