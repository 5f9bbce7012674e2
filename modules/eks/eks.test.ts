import { expect, use } from 'chai';
import { synth } from '../../stacks/testing/synth.ts';
import { chaiTerraform } from '../../test/chai-terraform/chai-terraform.ts';
import { Eks, type EksProps } from './index.ts';
import { architectureOf } from './instance-types.ts';

use(chaiTerraform);

const wiring = {
  kubernetesVersion: '1.35',
  clusterPrefix: 'urr-spring',
  vpcId: 'vpc-1',
  subnets: { tier: 'app', ids: ['subnet-a', 'subnet-c'], cidrs: ['10.0.10.0/24', '10.0.11.0/24'] },
  clusterRoleArn: 'arn:aws:iam::1:role/cluster',
  nodeRoleArn: 'arn:aws:iam::1:role/node',
  vpcCniRoleArn: 'arn:aws:iam::1:role/cni',
  ebsCsiRoleArn: 'arn:aws:iam::1:role/csi',
  secretsKeyArn: 'arn:aws:kms:ap-northeast-2:1:key/secrets',
  adminRoleArns: ['arn:aws:iam::1:role/ci'],
} as const satisfies EksProps;

const build = (props: Partial<EksProps> = {}) =>
  synth((stack) => {
    new Eks(stack, 'eks', { ...wiring, ...props });
  });

/** The only resource of a type whose arguments match. */
const one = (type: string, matches: (found: Readonly<Record<string, unknown>>) => boolean = () => true) => {
  const found = Object.entries(build().resource?.[type] ?? {}).filter(([, args]) => matches(args));
  expect(found, type).to.have.length(1);
  return { address: `${type}.${found[0]?.[0]}`, args: found[0]?.[1] ?? {} };
};
const addon = (name: string) => one('aws_eks_addon', (found) => found.addon_name === name);

describe('eks module', () => {
  it('makes the documented control plane (architecture.md 2.1, ruling A1)', () => {
    expect(build()).to.have.resource('aws_eks_cluster', {
      name: 'urr-spring',
      version: '1.35',
      enabled_cluster_log_types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
      vpc_config: {
        endpoint_private_access: true,
        endpoint_public_access: false,
        subnet_ids: ['subnet-a', 'subnet-c'],
      },
      kubernetes_network_config: { service_ipv4_cidr: '172.20.0.0/16' },
      encryption_config: { resources: ['secrets'], provider: { key_arn: 'arn:aws:kms:ap-northeast-2:1:key/secrets' } },
    });
    expect(build()).to.have.resource('aws_cloudwatch_log_group', {
      name: '/aws/eks/urr-spring/cluster',
      retention_in_days: 7,
    });
  });

  it('has no public endpoint and no default key (domain.md 10.5 #1)', () => {
    const { args } = one('aws_eks_cluster');

    expect(JSON.stringify(args)).to.not.contain('public_access_cidrs').and.not.contain('0.0.0.0/0');
    expect(JSON.stringify(args)).to.contain('"key_arn":"arn:aws:kms:');
  });

  it('makes the documented node group of production (architecture.md 2.2)', () => {
    expect(build()).to.have.resource('aws_eks_node_group', {
      node_group_name: 'urr-spring-ng-initial',
      instance_types: ['t3.medium'],
      ami_type: 'AL2023_x86_64_STANDARD',
      capacity_type: 'ON_DEMAND',
      scaling_config: { desired_size: 3, min_size: 2, max_size: 5 },
      labels: { role: 'initial' },
      subnet_ids: ['subnet-a', 'subnet-c'],
      version: '1.35',
    });
  });

  it('makes the documented node group of staging', () => {
    const staging = build({
      clusterPrefix: 'urr-staging',
      instanceTypes: ['t3.small'],
      capacityType: 'SPOT',
      desiredNodes: 2,
      minNodes: 1,
      maxNodes: 3,
    });

    expect(staging).to.have.resource('aws_eks_node_group', {
      node_group_name: 'urr-staging-ng-initial',
      instance_types: ['t3.small'],
      capacity_type: 'SPOT',
      scaling_config: { desired_size: 2, min_size: 1, max_size: 3 },
      labels: { role: 'initial' },
    });
  });

  it('gives nodes the node group of the matrix, an encrypted disk of 20 GB and token-only metadata (ruling B10, domain.md 10.5 #2)', () => {
    const nodes = one('aws_security_group', (found) => found.name === 'urr-spring-nodes');

    expect(build()).to.have.resource('aws_launch_template', {
      vpc_security_group_ids: [`\${${nodes.address}.id}`],
      block_device_mappings: [{ ebs: { volume_size: 20, volume_type: 'gp3', encrypted: 'true' } }],
      metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 1 },
    });
    expect(one('aws_eks_node_group').args).to.not.have.any.keys('remote_access', 'disk_size');
  });

  it('draws no security group rule itself', () => {
    for (const group of Object.values(build().resource?.aws_security_group ?? {}))
      expect(group).to.not.have.any.keys('ingress', 'egress');
    expect(build()).to.have.resourceCount('aws_security_group', 2);
  });

  it('keeps memory for the slots it gives, not for the 110 of the image', () => {
    const config = Buffer.from(String(one('aws_launch_template').args.user_data), 'base64').toString();

    expect(config).to.contain('Content-Type: application/node.eks.aws');
    expect(config).to.contain('"maxPods":40').and.contain('"memory":"695Mi"');
  });

  it('makes exactly the four documented add-ons, with roles where the document has them (architecture.md 2.3)', () => {
    expect(build()).to.have.resourceCount('aws_eks_addon', 4);
    expect(addon('vpc-cni').args.service_account_role_arn).to.equal('arn:aws:iam::1:role/cni');
    expect(addon('aws-ebs-csi-driver').args.service_account_role_arn).to.equal('arn:aws:iam::1:role/csi');
    for (const name of ['kube-proxy', 'coredns'])
      expect(addon(name).args).to.not.have.property('service_account_role_arn');
  });

  it('has NetworkPolicies enforced and prefixes delegated (ruling B1)', () => {
    const configuration: unknown = JSON.parse(String(addon('vpc-cni').args.configuration_values));

    expect(configuration).to.deep.equal({
      enableNetworkPolicy: 'true',
      env: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' },
    });
  });

  it('asks for no most_recent, which the resource does not know, and sets a version only when told to (domain.md 10.5 #3)', () => {
    expect(JSON.stringify(build().resource?.aws_eks_addon)).to.not.match(/most_recent|addon_version/);
    expect(build({ addonVersions: { coredns: 'v1.12.4-eksbuild.1' } })).to.have.resource('aws_eks_addon', {
      addon_name: 'coredns',
      addon_version: 'v1.12.4-eksbuild.1',
    });
  });

  it('starts things in the order in which they can live: logs, cluster, network add-ons, nodes, workload add-ons', () => {
    const group = one('aws_eks_node_group');

    expect(one('aws_eks_cluster').args.depends_on).to.include(one('aws_cloudwatch_log_group').address);
    expect(group.args.depends_on).to.include.members([addon('vpc-cni').address, addon('kube-proxy').address]);
    for (const name of ['coredns', 'aws-ebs-csi-driver'])
      expect(addon(name).args.depends_on).to.deep.equal([group.address]);
    for (const name of ['vpc-cni', 'kube-proxy'])
      expect(JSON.stringify(addon(name).args)).to.not.contain('aws_eks_node_group');
  });

  it('leaves the number of nodes to the autoscaler', () => {
    expect(one('aws_eks_node_group').args.lifecycle).to.deep.equal({
      ignore_changes: ['scaling_config[0].desired_size'],
    });
  });

  it('lets in the named roles and nobody else', () => {
    expect(build()).to.have.resource('aws_eks_cluster', {
      access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false },
    });
    expect(build()).to.have.resource('aws_eks_access_policy_association', {
      principal_arn: 'arn:aws:iam::1:role/ci',
      policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
    });
  });

  it('makes the identity provider of the service accounts', () => {
    expect(build()).to.have.resource('aws_iam_openid_connect_provider', { client_id_list: ['sts.amazonaws.com'] });
  });

  const refused: [string, Partial<EksProps>, RegExp][] = [
    ['a version that is none', { kubernetesVersion: '1.35.1' }, /eks\/version-is-a-minor-release/],
    ['one zone', { subnets: { ...wiring.subnets, ids: ['subnet-a'] } }, /eks\/nodes-in-two-zones/],
    ['a minimum above the maximum', { minNodes: 6 }, /eks\/node-counts-in-order/],
    ['a start above the maximum', { desiredNodes: 6 }, /eks\/node-counts-in-order/],
    ['an update of every node at once', { maxUnavailableNodes: 5 }, /eks\/update-leaves-a-node/],
    ['an x86 image on Graviton (domain.md 10.5 #26)', { instanceTypes: ['t4g.medium'] }, /image-fits-the-processor/],
    ['an Arm image on t3', { amiType: 'AL2023_ARM_64_STANDARD' }, /image-fits-the-processor/],
    ['mixed processors', { instanceTypes: ['t3.medium', 't4g.medium'] }, /image-fits-the-processor/],
    ['a type that is none', { instanceTypes: ['medium'] }, /image-fits-the-processor/],
    ['no type', { instanceTypes: [] }, /image-fits-the-processor/],
    ['a type without prefixes', { instanceTypes: ['t2.medium'] }, /eks\/nodes-take-prefixes/],
    ['more slots than EKS gives', { maxPodsPerNode: 111 }, /eks\/pod-slots-in-range/],
    ['service addresses among the VPCs', { serviceCidr: '10.0.64.0/18' }, /eks\/service-addresses-apart/],
    ['service addresses without a size', { serviceCidr: '172.20.0.0' }, /eks\/service-addresses-apart/],
    ['a disk below the image', { diskGb: 19 }, /eks\/disk-holds-the-image/],
    ['a retention that CloudWatch lacks', { logRetentionDays: 8 }, /eks\/log-retention-known/],
    ['an add-on version that is none', { addonVersions: { coredns: 'latest' } }, /addon-versions-are-builds/],
    ['a cluster that nobody may enter', { adminRoleArns: [] }, /eks\/somebody-may-enter/],
  ];
  for (const [what, props, message] of refused)
    it(`refuses ${what}`, () => {
      expect(() => build(props)).to.throw(message);
    });

  it('accepts the edges of every range, and Graviton with its image', () => {
    const edges: Partial<EksProps> = {
      minNodes: 1,
      desiredNodes: 1,
      maxNodes: 1,
      diskGb: 16_384,
      serviceCidr: '192.168.0.0/24',
      maxPodsPerNode: 110,
      logRetentionDays: 3_653,
      instanceTypes: ['t4g.small', 'm7gd.large'],
      amiType: 'AL2023_ARM_64_STANDARD',
      addonVersions: { 'vpc-cni': 'v1.20.4-eksbuild.2' },
    };

    expect(build(edges)).to.be.an('object');
  });

  it('says every fault at once', () => {
    expect(() => build({ kubernetesVersion: '2', diskGb: 1 })).to.throw(
      /version-is-a-minor-release[\s\S]*disk-holds-the-image/,
    );
  });

  it('knows Graviton by name', () => {
    expect(
      ['t3.small', 'm5.large', 'g4dn.xlarge', 'c7gn.large', 'x2gd.medium', 'm6i.large', 'a1.large'].map(architectureOf),
    ).to.deep.equal(['x86_64', 'x86_64', 'x86_64', 'arm64', 'arm64', 'x86_64', 'arm64']);
  });
});
