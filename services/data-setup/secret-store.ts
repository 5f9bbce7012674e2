import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';

/** What a secret holds: a flat JSON object. */
export type SecretValue = Readonly<Record<string, string>>;

/** Secrets by ARN; the part of Secrets Manager that the set-up needs. */
export interface SecretStore {
  /** @returns undefined while nobody has put a value in */
  readonly read: (arn: string) => Promise<SecretValue | undefined>;
  readonly write: (arn: string, value: SecretValue) => Promise<void>;
}

const secretValueSchema = z.record(z.string(), z.coerce.string());

/**
 * Reads the text of a secret.
 * @throws Error that names the secret, never its value
 */
export function parseSecret(arn: string, text: string | undefined): SecretValue {
  try {
    return secretValueSchema.parse(JSON.parse(text ?? ''));
  } catch {
    throw new Error(`the secret ${arn} does not hold a flat JSON object`);
  }
}

/** The store of AWS Secrets Manager. */
export function secretsManagerStore(client: SecretsManagerClient): SecretStore {
  return {
    async read(arn) {
      try {
        const found = await client.send(new GetSecretValueCommand({ SecretId: arn }));
        return parseSecret(arn, found.SecretString);
      } catch (error) {
        // Terraform makes secrets without a version; Secrets Manager says the same of them as of a missing secret.
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    },
    async write(arn, value) {
      await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: JSON.stringify(value) }));
    },
  };
}

/** Writes a secret only where it differs, so that a second run makes no second version. @returns whether it was written */
export async function writeIfDifferent(
  store: SecretStore,
  arn: string,
  before: SecretValue | undefined,
  after: SecretValue,
): Promise<boolean> {
  const same = before !== undefined && Object.keys({ ...before, ...after }).every((key) => before[key] === after[key]);
  if (!same) await store.write(arn, after);
  return !same;
}
