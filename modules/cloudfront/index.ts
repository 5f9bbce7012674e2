import {
  CloudfrontDistribution,
  type CloudfrontDistributionDefaultCacheBehavior,
} from '@cdktf/provider-aws/lib/cloudfront-distribution/index.js';
import { CloudfrontFunction } from '@cdktf/provider-aws/lib/cloudfront-function/index.js';
import { CloudfrontKeyValueStore } from '@cdktf/provider-aws/lib/cloudfront-key-value-store/index.js';
import { CloudfrontOriginAccessControl } from '@cdktf/provider-aws/lib/cloudfront-origin-access-control/index.js';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import type { ITerraformDependable, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import type { FunctionBundle } from '../function-bundle.ts';
import { enforceRules } from '../rule.ts';
import { AccessLog } from './access-log.ts';
import {
  type Behaviour,
  behaviours,
  defaultBehaviour,
  type EdgeFunctionName,
  errorsNotKept,
  gate,
  viewerProtocol,
} from './behaviours.ts';
import { origins } from './origins.ts';
import { Policies } from './policies.ts';
import { cloudfrontRules } from './rules.ts';
import { type CloudfrontSettings, cloudfrontDefaults } from './settings.ts';
import { ViewerRequest } from './viewer-request.ts';

export interface CloudfrontProps extends CloudfrontSettings {
  /** Start of the names: `urr-prod` (ruling D3). */
  readonly namePrefix: string;
  /** Provider of us-east-1: certificates, Lambda@Edge and access logs of CloudFront live there. */
  readonly usEast1: TerraformProvider;
  /** Host name of the load balancer. */
  readonly albDomain: string;
  /** Value of X-Custom-Header that the load balancer demands (ruling B14). */
  readonly originHeaderValue: string;
  /** Regional host name of the frontend bucket (`bucketRegionalDomainName`). */
  readonly frontendBucketDomain: string;
  /** Host name of API Gateway (`LambdaVwr.invokeDomain`). */
  readonly apiDomain: string;
  /** `/<stage>` of API Gateway (`LambdaVwr.stagePath`). */
  readonly apiStagePath: string;
  /** Value of x-api-key that API Gateway demands (`LambdaVwr.originKeyValue`, ruling B16). */
  readonly apiKeyValue: string;
  /** Certificate in us-east-1 (ruling A8). */
  readonly certificateArn: string;
  /** Host names that people type, at least one. */
  readonly aliases: readonly string[];
  /** Web ACL of scope CLOUDFRONT (ruling D6). Default none. */
  readonly webAclArn?: string;
  /** Bucket of the access logs (`S3.logsBucket.arn`). Default: no access logs. */
  readonly logsBucketArn?: string;
  /** Role of the token check (architecture.md 7). */
  readonly edgeRoleArn: string;
  readonly viewerRequestBundle: FunctionBundle;
  /** Code of the CloudFront Functions. */
  readonly edgeFunctions: Readonly<Record<EdgeFunctionName, string>>;
  /** KMS key of the log group in the region of the stack. Default: the key of the service. */
  readonly logsKeyArn?: string;
  /** Policies of the role, and the policy of the logs bucket. */
  readonly waitFor?: readonly ITerraformDependable[];
}

/**
 * The CDN (architecture.md 5.5; rulings A7, A8, B14, B25, D6): five behaviours, three origins, the token check. There are
 * no custom error pages: they hold for every origin at once and would turn the API's 404 into a page (domain.md 10.5, 15).
 */
export class Cloudfront extends Construct {
  readonly distribution: CloudfrontDistribution;
  readonly viewerRequestFunction: LambdaFunction;
  /** Which waiting rooms are active, for the gate; undefined without one. */
  readonly activeRooms: CloudfrontKeyValueStore | undefined;

  constructor(scope: Construct, id: string, props: CloudfrontProps) {
    super(scope, id);
    const settings = { ...cloudfrontDefaults, ...props };
    enforceRules(this, settings, cloudfrontRules);

    this.viewerRequestFunction = new ViewerRequest(this, 'viewer-request', {
      namePrefix: props.namePrefix,
      usEast1: props.usEast1,
      roleArn: props.edgeRoleArn,
      bundle: props.viewerRequestBundle,
      runtime: props.runtime,
      memoryMegabytes: settings.edgeMemoryMegabytes,
      timeoutSeconds: settings.edgeTimeoutSeconds,
      logRetentionDays: settings.logRetentionDays,
      ...(props.logsKeyArn === undefined ? {} : { logsKeyArn: props.logsKeyArn }),
      ...(props.waitFor === undefined ? {} : { waitFor: props.waitFor }),
    }).function;
    const policies = new Policies(this, 'policies', props.namePrefix);
    this.activeRooms = settings.gate
      ? new CloudfrontKeyValueStore(this, 'active-rooms', {
          name: `${props.namePrefix}-active-rooms`,
          comment: 'Waiting rooms that are active, by the id of their event',
        })
      : undefined;
    const functions = this.#functions(props);
    const bucketAccess = new CloudfrontOriginAccessControl(this, 'bucket-access', {
      name: `${props.namePrefix}-frontend`,
      description: 'Reads the frontend bucket, signed with SigV4',
      originAccessControlOriginType: 's3',
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
    });
    const cached = (behaviour: Behaviour): CloudfrontDistributionDefaultCacheBehavior =>
      this.#cached(behaviour, policies, functions);

    this.distribution = new CloudfrontDistribution(this, 'distribution', {
      comment: props.namePrefix,
      enabled: true,
      isIpv6Enabled: true,
      httpVersion: 'http2',
      priceClass: settings.priceClass,
      aliases: [...props.aliases],
      origin: origins(props, settings.originTimeoutSeconds, bucketAccess.id),
      defaultCacheBehavior: cached(defaultBehaviour),
      orderedCacheBehavior: behaviours
        .filter((behaviour) => behaviour !== defaultBehaviour)
        .map((behaviour) => ({ pathPattern: behaviour.path, ...cached(behaviour) })),
      customErrorResponse: errorsNotKept.map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 })),
      restrictions: {
        geoRestriction: {
          restrictionType: settings.blockedCountries.length === 0 ? 'none' : 'blacklist',
          locations: [...settings.blockedCountries],
        },
      },
      viewerCertificate: {
        acmCertificateArn: props.certificateArn,
        minimumProtocolVersion: settings.minimumTls,
        sslSupportMethod: 'sni-only',
      },
      ...(props.webAclArn === undefined ? {} : { webAclId: props.webAclArn }),
      dependsOn: [...(props.waitFor ?? [])],
    });
    if (props.logsBucketArn !== undefined)
      new AccessLog(this, 'access-log', {
        name: `${props.namePrefix}-cloudfront`,
        usEast1: props.usEast1,
        distributionArn: this.distribution.arn,
        logsBucketArn: props.logsBucketArn,
      });
  }

  #functions(props: CloudfrontProps): ReadonlyMap<string, CloudfrontFunction> {
    return new Map(
      Object.entries(props.edgeFunctions)
        .filter(([name]) => name !== gate || this.activeRooms !== undefined)
        .map(([name, code]) => [
          name,
          new CloudfrontFunction(this, name, {
            name: `${props.namePrefix}-${name}`,
            comment: `edge/functions/${name}.ts`,
            runtime: 'cloudfront-js-2.0',
            code: notForTerraform(code),
            publish: true,
            ...(name === gate && this.activeRooms !== undefined
              ? { keyValueStoreAssociations: [this.activeRooms.arn] }
              : {}),
          }),
        ]),
    );
  }

  #cached(
    behaviour: Behaviour,
    policies: Policies,
    functions: ReadonlyMap<string, CloudfrontFunction>,
  ): CloudfrontDistributionDefaultCacheBehavior {
    const gated = behaviour.checksTokens && this.activeRooms !== undefined;
    const runs = gated ? gate : behaviour.edgeFunction;
    const edgeFunction = runs === null ? undefined : functions.get(runs);
    return {
      targetOriginId: behaviour.origin,
      viewerProtocolPolicy: viewerProtocol,
      allowedMethods:
        behaviour.methods === 'read' ? ['GET', 'HEAD'] : ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
      cachedMethods: ['GET', 'HEAD'],
      compress: true,
      ...policies.of(behaviour),
      responseHeadersPolicyId: policies.responseHeadersPolicyId,
      ...(edgeFunction === undefined
        ? {}
        : { functionAssociation: [{ eventType: 'viewer-request', functionArn: edgeFunction.arn }] }),
      ...(behaviour.checksTokens
        ? {
            lambdaFunctionAssociation: [
              {
                // One of the two may stand on the viewer request. Nothing is kept here, so every request gets to the other.
                eventType: gated ? 'origin-request' : 'viewer-request',
                lambdaArn: this.viewerRequestFunction.qualifiedArn,
                includeBody: false,
              },
            ],
          }
        : {}),
    };
  }
}

/** Code is text to Terraform too, and a template literal of JavaScript would be an expression of its own: `$${` is text. */
function notForTerraform(code: string): string {
  return code.replaceAll(/(?<!\$)\$\{/g, '$$$${');
}
