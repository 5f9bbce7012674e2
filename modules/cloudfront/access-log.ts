import { CloudwatchLogDelivery } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery/index.js';
import { CloudwatchLogDeliveryDestination } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination/index.js';
import { CloudwatchLogDeliverySource } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery-source/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

export interface AccessLogProps {
  readonly name: string;
  readonly usEast1: TerraformProvider;
  readonly distributionArn: string;
  readonly logsBucketArn: string;
}

/** What is written of a request: neither cookies nor the query, since both may carry a token. */
const RECORD_FIELDS = [
  'date',
  'time',
  'x-edge-location',
  'sc-bytes',
  'c-ip',
  'cs-method',
  'cs(Host)',
  'cs-uri-stem',
  'sc-status',
  'cs(Referer)',
  'cs(User-Agent)',
  'x-edge-result-type',
  'x-edge-request-id',
  'x-host-header',
  'cs-protocol',
  'cs-bytes',
  'time-taken',
  'ssl-protocol',
  'ssl-cipher',
  'x-edge-response-result-type',
  'cs-protocol-version',
  'time-to-first-byte',
  'x-edge-detailed-result-type',
  'sc-content-type',
];

/**
 * Access logs of the distribution into the logs bucket, by CloudWatch Logs delivery (standard logging v2). The older way
 * (`logging_config`) needs a bucket whose access lists are on, and writes cookies or nothing.
 */
export class AccessLog extends Construct {
  constructor(scope: Construct, id: string, props: AccessLogProps) {
    super(scope, id);
    // The only region in which distributions are sources.
    const provider = props.usEast1;
    const source = new CloudwatchLogDeliverySource(this, 'source', {
      provider,
      name: props.name,
      logType: 'ACCESS_LOGS',
      resourceArn: props.distributionArn,
    });
    const destination = new CloudwatchLogDeliveryDestination(this, 'destination', {
      provider,
      name: props.name,
      outputFormat: 'json',
      deliveryDestinationConfiguration: [{ destinationResourceArn: `${props.logsBucketArn}/cloudfront` }],
    });
    new CloudwatchLogDelivery(this, 'delivery', {
      provider,
      deliverySourceName: source.name,
      deliveryDestinationArn: destination.arn,
      recordFields: RECORD_FIELDS,
    });
  }
}
