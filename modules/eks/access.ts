import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry/index.js';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association/index.js';
import { Construct } from 'constructs';

interface AccessProps {
  readonly clusterName: string;
  readonly adminRoleArns: readonly string[];
}

/** Who administers the cluster: access entries, because the creator gets no rights and there is no aws-auth map to edit. */
export class Access extends Construct {
  constructor(scope: Construct, id: string, props: AccessProps) {
    super(scope, id);
    for (const [at, principalArn] of props.adminRoleArns.entries()) {
      const entry = new EksAccessEntry(this, `admin-${at}`, {
        clusterName: props.clusterName,
        principalArn,
        type: 'STANDARD',
      });
      new EksAccessPolicyAssociation(this, `admin-${at}-policy`, {
        clusterName: props.clusterName,
        principalArn,
        policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
        accessScope: { type: 'cluster' },
        dependsOn: [entry],
      });
    }
  }
}
