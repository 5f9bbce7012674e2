import type { Identities } from './identities.ts';
import { Role } from './role.ts';
import { trustServiceOfAnyAccount } from './trust.ts';

/** What a node does before any pod runs, and the way in by SSM (architecture.md 7). Pods have roles of their own. */
export function eksNodeRole(identities: Identities): Role {
  return new Role(identities, 'eks-node', {
    description: 'EKS worker nodes',
    trust: trustServiceOfAnyAccount('ec2.amazonaws.com'),
    managed: [
      'AmazonEKSWorkerNodePolicy',
      'AmazonEKS_CNI_Policy',
      'AmazonEC2ContainerRegistryReadOnly',
      'AmazonSSMManagedInstanceCore',
    ],
  });
}
