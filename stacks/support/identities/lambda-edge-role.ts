import type { Identities } from './identities.ts';
import { Role } from './role.ts';
import { trustServiceOfAnyAccount } from './trust.ts';

/** The function at CloudFront's edge: both principals, its log in whatever region answers (architecture.md 7, ruling B25). */
export function lambdaEdgeRole(identities: Identities): Role {
  return new Role(identities, 'lambda-edge', {
    description: 'Lambda@Edge: viewer request',
    trust: trustServiceOfAnyAccount('lambda.amazonaws.com', 'edgelambda.amazonaws.com'),
    managed: ['service-role/AWSLambdaBasicExecutionRole'],
  });
}
