import type { Identities } from './identities.ts';
import { Role } from './role.ts';
import { type Oidc, trustServiceAccount } from './trust.ts';

/** The service account `aws-node`: addresses for pods (architecture.md 2.3 and 7). */
export function vpcCniRole(identities: Identities, oidc: Oidc): Role {
  return new Role(identities, 'vpc-cni', {
    description: 'vpc-cni add-on, service account kube-system/aws-node',
    trust: trustServiceAccount(oidc, 'kube-system', 'aws-node'),
    managed: ['AmazonEKS_CNI_Policy'],
  });
}
