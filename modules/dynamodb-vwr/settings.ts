/** What an environment may choose about the tables of the waiting room; documented values are the defaults (architecture.md 5.8). */
export interface DynamodbVwrSettings {
  /** Days that point-in-time recovery reaches back. Default 35, the most there is. */
  readonly recoveryDays?: number;
  /** Attribute that holds the second (Unix time) at which a position may be deleted. Default `ttl`. */
  readonly expiryAttribute?: string;
  /** Refuses to delete the tables while true. Default true. */
  readonly deletionProtection?: boolean;
}

/** The documented values (architecture.md 5.8); the name of the attribute is the one of the code (domain.md 4.7). */
export const dynamodbVwrDefaults: Required<DynamodbVwrSettings> = {
  recoveryDays: 35,
  expiryAttribute: 'ttl',
  deletionProtection: true,
};
