import { Lazy } from 'cdktf';
import { expect } from 'chai';
import { Eks } from '../../../modules/eks/index.ts';
import { synth } from '../../testing/synth.ts';
import { ebsCsiRole } from './ebs-csi-role.ts';
import { eksClusterRole } from './eks-cluster-role.ts';
import { eksNodeRole } from './eks-node-role.ts';
import { Identities } from './identities.ts';
import { vpcCniRole } from './vpc-cni-role.ts';

/** The cluster with its four roles: two come before it, two trust the identity provider that it makes. */
function wired() {
  return synth((stack) => {
    const identities = new Identities(stack, 'identities', {
      namePrefix: 'urr-prod',
      accountId: '123456789012',
      region: 'ap-northeast-2',
    });
    const clusterRole = eksClusterRole(identities);
    const nodeRole = eksNodeRole(identities);
    const eks: Eks = new Eks(stack, 'eks', {
      kubernetesVersion: '1.35',
      clusterPrefix: 'urr-spring',
      vpcId: 'vpc-1',
      subnets: { tier: 'app', ids: ['subnet-a', 'subnet-c'], cidrs: ['10.0.10.0/24', '10.0.11.0/24'] },
      clusterRoleArn: clusterRole.arn,
      nodeRoleArn: nodeRole.arn,
      vpcCniRoleArn: Lazy.stringValue({ produce: () => cni.attachedArn }),
      ebsCsiRoleArn: Lazy.stringValue({ produce: () => csi.attachedArn }),
      secretsKeyArn: 'arn:aws:kms:ap-northeast-2:123456789012:key/eks',
      adminRoleArns: ['arn:aws:iam::123456789012:role/urr-prod-ci-deploy'],
      waitFor: [...clusterRole.attached, ...nodeRole.attached],
    });
    const oidc = { providerArn: eks.oidcProviderArn, issuer: eks.oidcIssuer };
    const cni = vpcCniRole(identities, oidc);
    const csi = ebsCsiRole(identities, oidc);
  });
}

describe('cluster with its roles', () => {
  const stack = wired();
  const resources = (type: string) => Object.entries(stack.resource?.[type] ?? {});
  const waits = (type: string, name = '') =>
    JSON.stringify(resources(type).find(([, found]) => JSON.stringify(found).includes(name))?.[1].depends_on);

  it('makes the cluster and the nodes wait for the policies of their roles', () => {
    expect(waits('aws_eks_cluster')).to.contain('AmazonEKSClusterPolicy').and.contain('AmazonEKSWorkerNodePolicy');
    expect(waits('aws_eks_node_group')).to.contain('AmazonEKSWorkerNodePolicy');
  });

  it('makes add-ons wait for the policies of theirs, by naming the role through its policy', () => {
    const roleOf = (addon: string) =>
      resources('aws_eks_addon').find(([, found]) => found.addon_name === addon)?.[1].service_account_role_arn;

    expect(roleOf('vpc-cni')).to.match(
      /role\/\$\{aws_iam_role_policy_attachment\.[\w-]*AmazonEKS_CNI_Policy[\w-]*\.role\}$/,
    );
    expect(roleOf('aws-ebs-csi-driver')).to.match(
      /role\/\$\{aws_iam_role_policy_attachment\.[\w-]*AmazonEBSCSIDriverPolicy[\w-]*\.role\}$/,
    );
  });

  it('trusts the issuer of this very cluster, without the scheme', () => {
    const trust = resources('aws_iam_role').map(([, role]) => String(role.assume_role_policy));

    expect(trust.filter((policy) => policy.includes('sts:AssumeRoleWithWebIdentity'))).to.have.length(2);
    for (const policy of trust.filter((text) => text.includes('WebIdentity')))
      expect(policy).to.match(
        /"\$\{replace\(aws_eks_cluster\.[\w-]+\.identity\[0\]\.oidc\[0\]\.issuer, \\?"https:\/\/\\?", \\?"\\?"\)\}:sub"/,
      );
  });

  it('has no circle: what the roles trust does not wait for them', () => {
    const provider = JSON.stringify(resources('aws_iam_openid_connect_provider'));

    expect(provider).to.not.contain('aws_iam_role');
    expect(JSON.stringify(resources('aws_eks_cluster'))).to.not.match(/vpc-cni|ebs-csi/);
  });
});
