import { generateAuthToken } from 'aws-msk-iam-sasl-signer-js';
import kafkajs from 'kafkajs';

/** A connection to MSK that signs in as the role of this process, over TLS (architecture.md 5.3, ruling B2). */
export function kafkaByIam(options: {
  readonly clientId: string;
  readonly brokers: readonly string[];
  readonly region: string;
}): kafkajs.Kafka {
  return new kafkajs.Kafka({
    clientId: options.clientId,
    brokers: [...options.brokers],
    ssl: true,
    sasl: {
      mechanism: 'oauthbearer',
      oauthBearerProvider: async () => ({ value: (await generateAuthToken({ region: options.region })).token }),
    },
    connectionTimeout: 10_000,
    requestTimeout: 30_000,
    logLevel: kafkajs.logLevel.WARN,
  });
}
