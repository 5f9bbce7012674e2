import type { Identities } from './identities.ts';
import { Role } from './role.ts';
import { trustService } from './trust.ts';

/** What the control plane does in the account: network cards, load balancer state (architecture.md 7). */
export function eksClusterRole(identities: Identities): Role {
  return new Role(identities, 'eks-cluster', {
    description: 'EKS control plane',
    trust: trustService('eks.amazonaws.com', identities.accountId),
    managed: ['AmazonEKSClusterPolicy', 'AmazonEKSVPCResourceController'],
  });
}
