import { Lazy } from 'cdktf';
import { Eks } from '../../modules/eks/index.ts';
import type { Vpc } from '../../modules/vpc/index.ts';
import { ebsCsiRole } from '../support/identities/ebs-csi-role.ts';
import { eksClusterRole } from '../support/identities/eks-cluster-role.ts';
import { eksNodeRole } from '../support/identities/eks-node-role.ts';
import { vpcCniRole } from '../support/identities/vpc-cni-role.ts';
import type { Foundation } from './foundation.ts';

/** The cluster with its nodes and add-ons (architecture.md 2). */
export function buildEks({ stack, environment, identities, keys, deployRoleArn }: Foundation, vpc: Vpc): Eks {
  const clusterRole = eksClusterRole(identities);
  const nodeRole = eksNodeRole(identities);
  const eks: Eks = new Eks(stack, 'eks', {
    ...environment.eks,
    clusterPrefix: environment.clusterPrefix,
    vpcId: vpc.vpcId,
    subnets: vpc.subnets.app,
    clusterRoleArn: clusterRole.arn,
    nodeRoleArn: nodeRole.arn,
    // The roles of the add-ons trust the identity provider of the cluster, so they come after it; an add-on that starts
    // before its role has its policy leaves nodes without addresses.
    vpcCniRoleArn: Lazy.stringValue({ produce: () => addonRoles.vpcCni.attachedArn }),
    ebsCsiRoleArn: Lazy.stringValue({ produce: () => addonRoles.ebsCsi.attachedArn }),
    secretsKeyArn: keys.eks.arn,
    logsKeyArn: keys.logs.arn,
    adminRoleArns: [deployRoleArn, ...environment.deployment.adminRoleArns],
    waitFor: [...clusterRole.attached, ...nodeRole.attached],
  });
  const oidc = { providerArn: eks.oidcProviderArn, issuer: eks.oidcIssuer };
  const addonRoles = { vpcCni: vpcCniRole(identities, oidc), ebsCsi: ebsCsiRole(identities, oidc) };
  return eks;
}
