import { Lazy } from 'cdktf';
import { Alb } from '../../modules/alb/index.ts';
import { Cloudfront } from '../../modules/cloudfront/index.ts';
import type { LambdaVwr } from '../../modules/lambda-vwr/index.ts';
import { S3 } from '../../modules/s3/index.ts';
import type { Vpc } from '../../modules/vpc/index.ts';
import type { CdnSettings } from '../environments/environment.ts';
import { Certificates } from '../support/certificates/certificates.ts';
import { AliasRecords } from '../support/dns/alias-records.ts';
import { HostedZone } from '../support/dns/hosted-zone.ts';
import { Firewall } from '../support/firewall/firewall.ts';
import { lambdaEdgeRole } from '../support/identities/lambda-edge-role.ts';
import { OriginHeader } from '../support/origin-header/origin-header.ts';
import type { Foundation } from './foundation.ts';

/** What meets people: buckets, load balancer and, where the environment has one, the CDN. */
export interface Front {
  readonly s3: S3;
  readonly alb: Alb;
  readonly cloudfront: Cloudfront | null;
}

/** Buckets, load balancer, CDN, certificates and names (architecture.md 5.4, 5.5, 5.9; rulings A8, B14, B15, D6). */
export function buildFront(foundation: Foundation, vpc: Vpc, waitingRoom: LambdaVwr): Front {
  const { stack, environment, usEast1 } = foundation;
  const { namePrefix, region, deployment, cdn } = environment;
  const { accountId, domain } = deployment;
  const { zoneId } = new HostedZone(stack, 'dns', { domain, hostedZoneId: deployment.hostedZoneId });
  const certificates = new Certificates(stack, 'certificates', {
    domain,
    given: deployment.certificates,
    zoneId,
    cdn: cdn !== null,
    usEast1,
  });
  const s3 = new S3(stack, 's3', {
    ...environment.s3,
    bucketPrefix: `${namePrefix}-${accountId}`,
    accountId,
    region,
    ...(cdn === null
      ? {}
      : { distributionArn: Lazy.stringValue({ produce: () => front.cloudfront?.distribution.arn }) }),
  });
  const originHeader = cdn === null ? null : new OriginHeader(stack, 'origin-header');
  const alb = new Alb(stack, 'alb', {
    ...environment.alb,
    namePrefix,
    vpcId: vpc.vpcId,
    subnets: vpc.subnets.public,
    certificateArn: certificates.regionalArn,
    logsBucketName: s3.logsBucket?.bucket ?? '',
    originHeaderValues: originHeader === null ? [] : [originHeader.blue, originHeader.green],
    waitFor: s3.logsPolicy === undefined ? [] : [s3.logsPolicy],
  });
  const front: Front = {
    s3,
    alb,
    cloudfront:
      cdn === null || originHeader === null
        ? null
        : buildCloudfront(foundation, cdn, {
            s3,
            alb,
            waitingRoom,
            originHeaderValue: originHeader.sent(cdn.originHeader),
            certificateArn: certificates.edgeArn ?? '',
          }),
  };
  new AliasRecords(stack, 'names', {
    zoneId,
    names: [domain],
    ...(front.cloudfront === null
      ? { target: { domainName: alb.dnsName, zoneId: alb.zoneId }, checksHealth: true }
      : {
          target: {
            domainName: front.cloudfront.distribution.domainName,
            zoneId: front.cloudfront.distribution.hostedZoneId,
          },
        }),
  });
  return front;
}

interface Origins {
  readonly s3: S3;
  readonly alb: Alb;
  readonly waitingRoom: LambdaVwr;
  readonly originHeaderValue: string;
  readonly certificateArn: string;
}

function buildCloudfront(
  { stack, environment, usEast1, identities, bundles, keys }: Foundation,
  { cloudfront, firewall }: CdnSettings,
  { s3, alb, waitingRoom, originHeaderValue, certificateArn }: Origins,
): Cloudfront {
  const { namePrefix, deployment } = environment;
  const { webAcl } = new Firewall(stack, 'firewall', { ...firewall, namePrefix, usEast1 });
  const edgeRole = lambdaEdgeRole(identities);
  return new Cloudfront(stack, 'cloudfront', {
    ...cloudfront,
    namePrefix,
    usEast1,
    albDomain: alb.dnsName,
    originHeaderValue,
    frontendBucketDomain: s3.frontendBucket.bucketRegionalDomainName,
    apiDomain: waitingRoom.invokeDomain,
    apiStagePath: waitingRoom.stagePath,
    apiKeyValue: waitingRoom.originKeyValue,
    certificateArn,
    aliases: [deployment.domain],
    webAclArn: webAcl.arn,
    ...(s3.logsBucket === undefined ? {} : { logsBucketArn: s3.logsBucket.arn }),
    edgeRoleArn: edgeRole.arn,
    viewerRequestBundle: bundles.functions.viewerRequest,
    edgeFunctions: bundles.edgeFunctions,
    logsKeyArn: keys.logs.arn,
    waitFor: [...edgeRole.attached, ...(s3.logsPolicy === undefined ? [] : [s3.logsPolicy])],
  });
}
