import type { Identities } from './identities.ts';
import { Role } from './role.ts';
import { readSecrets, type Secrets } from './secret-access.ts';
import { type Oidc, trustServiceAccount } from './trust.ts';

/**
 * AWS Load Balancer Controller, service account kube-system/aws-load-balancer-controller (rulings B17, B19): it enters pods
 * into two target groups that Terraform owns, and makes nothing. So TargetGroupBindings must leave `networking` out.
 */
export function loadBalancerControllerRole(
  identities: Identities,
  oidc: Oidc,
  targetGroupArns: readonly string[],
): Role {
  return new Role(identities, 'load-balancer-controller', {
    description: 'AWS Load Balancer Controller',
    trust: trustServiceAccount(oidc, 'kube-system', 'aws-load-balancer-controller'),
    statements: [
      {
        Sid: 'EnterPods',
        Action: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
        Resource: targetGroupArns,
      },
      {
        Sid: 'Look',
        // Describe calls of EC2 and Elastic Load Balancing have no resources (Service Authorization Reference).
        Action: [
          'elasticloadbalancing:DescribeTargetGroups',
          'elasticloadbalancing:DescribeTargetHealth',
          'ec2:DescribeAvailabilityZones',
          'ec2:DescribeInstances',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSecurityGroups',
          'ec2:DescribeSubnets',
          'ec2:DescribeVpcs',
        ],
        Resource: '*',
      },
    ],
  });
}

/** The cluster whose nodes are scaled. */
export interface ScaledCluster {
  readonly clusterName: string;
  /** `urr-spring-ng-initial` (architecture.md 2.2). */
  readonly nodeGroupName: string;
}

/** Cluster autoscaler, service account kube-system/cluster-autoscaler (rulings B18, B19): moves this cluster's node group. */
export function nodeAutoscalerRole(identities: Identities, oidc: Oidc, cluster: ScaledCluster): Role {
  return new Role(identities, 'node-autoscaler', {
    description: 'Cluster autoscaler',
    trust: trustServiceAccount(oidc, 'kube-system', 'cluster-autoscaler'),
    statements: [
      {
        Sid: 'MoveNodes',
        Action: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
        // EKS names the group eks-<node group>-<id>, and tags it as this cluster's.
        Resource: identities.arnOf(
          'autoscaling',
          `autoScalingGroup:*:autoScalingGroupName/eks-${cluster.nodeGroupName}-*`,
        ),
        Condition: {
          StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${cluster.clusterName}`]: 'owned' },
        },
      },
      {
        Sid: 'LookAtNodeGroup',
        Action: ['eks:DescribeNodegroup'],
        Resource: identities.arnOf('eks', `nodegroup/${cluster.clusterName}/${cluster.nodeGroupName}/*`),
      },
      {
        Sid: 'Look',
        // Describe calls of Auto Scaling and EC2 have no resources (Service Authorization Reference).
        Action: [
          'autoscaling:DescribeAutoScalingGroups',
          'autoscaling:DescribeAutoScalingInstances',
          'autoscaling:DescribeLaunchConfigurations',
          'autoscaling:DescribeScalingActivities',
          'autoscaling:DescribeTags',
          'ec2:DescribeImages',
          'ec2:DescribeInstanceTypes',
          'ec2:DescribeLaunchTemplateVersions',
          'ec2:GetInstanceTypesFromInstanceRequirements',
        ],
        Resource: '*',
      },
    ],
  });
}

/**
 * External Secrets, service account external-secrets/external-secrets (B19): secrets of the platform itself (Grafana, Argo
 * CD). Secrets of a service are read with the service's own account and role (`serviceAccountRef`), so this role sees none.
 */
export function externalSecretsRole(identities: Identities, oidc: Oidc, platformSecrets: Secrets): Role {
  return new Role(identities, 'external-secrets', {
    description: 'External Secrets: secrets of the platform',
    trust: trustServiceAccount(oidc, 'external-secrets', 'external-secrets'),
    statements: readSecrets(identities, platformSecrets),
  });
}
