/** Names of the three functions; their roles and log groups are named by them (stacks/support/identities). */
export function dataSetupFunctionNames(namePrefix: string) {
  return {
    /** Creates databases and roles, and fills the secrets that are random. */
    databases: `${namePrefix}-database-setup`,
    /** Creates the topics of services/shared/events/topics.ts and their dead letter topics. */
    topics: `${namePrefix}-topic-setup`,
    /** Renews the AUTH token of Redis. */
    redisToken: `${namePrefix}-redis-rotation`,
  } as const;
}
