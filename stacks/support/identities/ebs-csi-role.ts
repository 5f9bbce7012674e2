import type { Identities } from './identities.ts';
import { Role } from './role.ts';
import { type Oidc, trustServiceAccount } from './trust.ts';

/** The service account `ebs-csi-controller-sa`: volumes of pods (architecture.md 2.3 and 7). */
export function ebsCsiRole(identities: Identities, oidc: Oidc): Role {
  return new Role(identities, 'ebs-csi', {
    description: 'EBS CSI add-on, service account kube-system/ebs-csi-controller-sa',
    trust: trustServiceAccount(oidc, 'kube-system', 'ebs-csi-controller-sa'),
    managed: ['service-role/AmazonEBSCSIDriverPolicy'],
  });
}
