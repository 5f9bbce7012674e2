import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log/index.js';
import { Construct } from 'constructs';

export interface FlowLogsProps {
  readonly namePrefix: string;
  readonly vpcId: string;
  readonly roleArn: string;
  readonly retentionDays: number;
  readonly keyArn?: string;
}

/** Who spoke to whom in the VPC, accepted and refused (CKV2_AWS_11). */
export class FlowLogs extends Construct {
  readonly logGroup: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    this.logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: `/aws/vpc/${props.namePrefix}-flow-logs`,
      retentionInDays: props.retentionDays,
      ...(props.keyArn === undefined ? {} : { kmsKeyId: props.keyArn }),
    });
    new FlowLog(this, 'flow-log', {
      vpcId: props.vpcId,
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
      logDestination: this.logGroup.arn,
      iamRoleArn: props.roleArn,
      tags: { Name: props.namePrefix },
    });
  }
}
