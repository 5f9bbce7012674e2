import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group/index.js';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template/index.js';
import { type ITerraformDependable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { nodeUserData } from './node-config.ts';
import type { EksSettings } from './settings.ts';

interface NodeGroupProps extends Required<EksSettings> {
  /** `urr-spring` makes `urr-spring-ng-initial` (architecture.md 2.2, ruling D3). */
  readonly clusterPrefix: string;
  readonly clusterName: string;
  readonly nodeRoleArn: string;
  readonly nodeSecurityGroupId: string;
  readonly subnetIds: readonly string[];
  /** What a node needs before it starts: its role's policies, and the add-ons without which it never becomes ready. */
  readonly waitFor: readonly ITerraformDependable[];
}

/** The managed node group `<prefix>-ng-initial` and the launch template that gives nodes their group and disk (architecture.md 2.2). */
export class NodeGroup extends Construct {
  readonly launchTemplate: LaunchTemplate;
  readonly nodeGroup: EksNodeGroup;

  constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id);
    const name = `${props.clusterPrefix}-ng-initial`;

    this.launchTemplate = new LaunchTemplate(this, 'template', {
      name,
      updateDefaultVersion: true,
      // Without a launch template nodes carry EKS's own group only, and no rule of the matrix matches them (ruling B10).
      vpcSecurityGroupIds: [props.nodeSecurityGroupId],
      userData: nodeUserData(props.maxPodsPerNode),
      // A string in EC2's API: "true", "false" or not said.
      ebsOptimized: 'true',
      blockDeviceMappings: [
        {
          deviceName: '/dev/xvda',
          ebs: { volumeSize: props.diskGb, volumeType: 'gp3', encrypted: 'true', deleteOnTermination: 'true' },
        },
      ],
      // One hop: pods have roles of their own (IRSA) and must not read the node's.
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      tagSpecifications: ['instance', 'volume'].map((resourceType) => ({ resourceType, tags: { Name: name } })),
    });

    this.nodeGroup = new EksNodeGroup(this, 'group', {
      clusterName: props.clusterName,
      nodeGroupName: name,
      nodeRoleArn: props.nodeRoleArn,
      subnetIds: [...props.subnetIds],
      version: props.kubernetesVersion,
      amiType: props.amiType,
      capacityType: props.capacityType,
      instanceTypes: [...props.instanceTypes],
      labels: { role: 'initial' },
      scalingConfig: { desiredSize: props.desiredNodes, minSize: props.minNodes, maxSize: props.maxNodes },
      updateConfig: { maxUnavailable: props.maxUnavailableNodes },
      launchTemplate: { id: this.launchTemplate.id, version: Token.asString(this.launchTemplate.latestVersion) },
      // The autoscaler moves the number of nodes; an apply in the middle of a sale must not move it back.
      lifecycle: { ignoreChanges: ['scaling_config[0].desired_size'] },
      dependsOn: [...props.waitFor],
    });
  }
}
