/** Failures after which DynamoDB has certainly written nothing (Amazon DynamoDB Developer Guide, error handling). */
const NOT_WRITTEN = new Set([
  'ConditionalCheckFailedException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ResourceNotFoundException',
  'ValidationException',
  'AccessDeniedException',
  'UnrecognizedClientException',
]);

/** Whether a failed write is certainly not in the table. A time-out or a broken connection proves nothing. */
export function wasNotWritten(error: unknown): boolean {
  return error instanceof Error && NOT_WRITTEN.has(error.name);
}

/** Whether the condition of a write did not hold. */
export function isConditionFailed(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}
