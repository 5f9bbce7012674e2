import type { KafkaConfig } from 'kafkajs';

/** How a process signs in at Kafka: not at all, or at MSK as the IAM role it runs under (architecture.md 5.3, ruling B2). */
export type KafkaAuth = { readonly mechanism: 'none' } | { readonly mechanism: 'iam'; readonly region: string };

/** Makes the password of one connection. */
type Signer = (options: { readonly region: string }) => Promise<{ readonly token: string }>;

/** Loaded when it is needed: it brings the credentials of the AWS SDK, and no process outside AWS has use for them. */
const sign: Signer = async (options) => (await import('aws-msk-iam-sasl-signer-js')).generateAuthToken(options);

/** The choice that the settings of a service make (kafkaSettings). */
export function kafkaAuthOf(config: { readonly KAFKA_AUTH: 'none' | 'iam'; readonly AWS_REGION: string }): KafkaAuth {
  return config.KAFKA_AUTH === 'iam' ? { mechanism: 'iam', region: config.AWS_REGION } : { mechanism: 'none' };
}

/**
 * What kafkajs must be told to sign in; with IAM the connection is encrypted, for MSK listens in no other way (port 9098).
 * A token is good for 15 minutes and is never kept: kafkajs asks for one with each connection, and again before MSK ends
 * the session of an open one.
 */
export function connectionSecurity(auth: KafkaAuth, signer: Signer = sign): Pick<KafkaConfig, 'ssl' | 'sasl'> {
  if (auth.mechanism === 'none') return {};
  const { region } = auth;
  return {
    ssl: true,
    sasl: {
      mechanism: 'oauthbearer',
      oauthBearerProvider: async () => ({ value: (await signer({ region })).token }),
    },
  };
}
