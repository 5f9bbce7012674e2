import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { importSigningKeys, type SigningKey } from '../../services/shared/tokens/keys.ts';
import type { VwrApiSettings } from './settings.ts';

const MEMBER = 'VWR_TOKEN_KEYS';

/** The private keys of Tier 1, the first signs. @throws Error that names the secret and shows nothing of it */
export async function loadSigningKeys(
  from: VwrApiSettings['tokenKeys'],
): Promise<readonly [SigningKey, ...SigningKey[]]> {
  const where = 'text' in from ? MEMBER : from.secretArn;
  try {
    return importSigningKeys(JSON.parse('text' in from ? from.text : await secretMember(from.secretArn)));
  } catch (error) {
    // An error of JSON.parse quotes what it could not read.
    const why = error instanceof SyntaxError ? 'they are no JSON' : String(error);
    throw new Error(`the signing keys in ${where} cannot be used: ${why}`);
  }
}

async function secretMember(arn: string): Promise<string> {
  const { SecretString: text = '{}' } = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: arn }),
  );
  const secret: unknown = JSON.parse(text);
  const value: unknown = typeof secret === 'object' && secret !== null && MEMBER in secret ? secret[MEMBER] : undefined;
  if (typeof value !== 'string') throw new Error(`it has no member ${MEMBER}`);
  return value;
}
