import type { Identities } from './identities.ts';
import { Role } from './role.ts';
import { trustService } from './trust.ts';

/** Enhanced monitoring of RDS writes its figures to CloudWatch Logs (architecture.md 5.1 and 7). */
export function rdsMonitoringRole(identities: Identities): Role {
  return new Role(identities, 'rds-monitoring', {
    description: 'RDS enhanced monitoring',
    trust: trustService('monitoring.rds.amazonaws.com', identities.accountId),
    managed: ['service-role/AmazonRDSEnhancedMonitoringRole'],
  });
}
