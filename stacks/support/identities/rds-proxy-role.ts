import type { Identities } from './identities.ts';
import { Role } from './role.ts';
import { readSecrets, type Secrets } from './secret-access.ts';
import { trustServiceOfAnyAccount } from './trust.ts';

/** RDS Proxy reads the passwords of the databases that it serves, and nothing else (architecture.md 5.1 and 7). */
export function rdsProxyRole(identities: Identities, databaseSecrets: Secrets): Role {
  return new Role(identities, 'rds-proxy', {
    description: 'RDS Proxy: secrets of the databases',
    trust: trustServiceOfAnyAccount('rds.amazonaws.com'),
    statements: readSecrets(identities, databaseSecrets),
  });
}
