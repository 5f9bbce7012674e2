import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation/index.js';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record/index.js';
import { type TerraformProvider, Token } from 'cdktf';
import { Construct } from 'constructs';
import { enforceRules } from '../../../modules/rule.ts';
import type { CertificateChoice } from './choice.ts';
import { certificateRules } from './rules.ts';

export interface CertificatesProps extends CertificateChoice {
  /** Host name of the platform, and what stands in the certificate. */
  readonly domain: string;
  /** Further names in the certificate. Default none. */
  readonly alternativeNames?: readonly string[];
  readonly usEast1: TerraformProvider;
}

/**
 * The certificates of one environment: one for the load balancer in its region, and, where there is a CDN, one in
 * us-east-1 for it, since ACM is regional (ruling A8). The arns are those of valid certificates: what uses them waits.
 */
export class Certificates extends Construct {
  readonly regionalArn: string;
  /** Null where there is no CDN. */
  readonly edgeArn: string | null;

  constructor(scope: Construct, id: string, props: CertificatesProps) {
    super(scope, id);
    enforceRules(this, props, certificateRules);
    if (props.given !== null || props.zoneId === null) {
      this.regionalArn = props.given?.regionalArn ?? '';
      this.edgeArn = props.cdn ? (props.given?.edgeArn ?? '') : null;
      return;
    }
    const regional = this.#requested('regional', props);
    const edge = props.cdn ? this.#requested('edge', props, props.usEast1) : null;
    // Both certificates ask for the same records, since they depend on the account and the name alone.
    const records = [props.domain, ...(props.alternativeNames ?? [])]
      .filter((name, _, names) => !(name.startsWith('*.') && names.includes(name.slice(2))))
      .map((name, at) => this.#validationRecord(`validation-${at + 1}`, regional, name, props.zoneId ?? ''));
    this.regionalArn = new AcmCertificateValidation(this, 'regional-valid', {
      certificateArn: regional.arn,
      dependsOn: records,
    }).certificateArn;
    this.edgeArn =
      edge === null
        ? null
        : new AcmCertificateValidation(this, 'edge-valid', {
            provider: props.usEast1,
            certificateArn: edge.arn,
            dependsOn: records,
          }).certificateArn;
  }

  /**
   * The record by which ACM sees that `name` is ours; a wildcard shares that of its base. Terraform learns the record from
   * the certificate, but its number and names stand here, so that a plan is complete before anything exists.
   */
  #validationRecord(id: string, certificate: AcmCertificate, name: string, zoneId: string): Route53Record {
    const wanted = Token.isUnresolved(name) ? name : `"${name}"`;
    const option = (field: string): string =>
      `\${one([for option in ${certificate.fqn}.domain_validation_options : option.${field} if option.domain_name == ${wanted}])}`;
    return new Route53Record(this, id, {
      zoneId,
      name: option('resource_record_name'),
      type: option('resource_record_type'),
      records: [option('resource_record_value')],
      ttl: 300,
      // The record of an earlier certificate of the same name is the same.
      allowOverwrite: true,
    });
  }

  #requested(id: string, props: CertificatesProps, provider?: TerraformProvider): AcmCertificate {
    return new AcmCertificate(this, id, {
      domainName: props.domain,
      subjectAlternativeNames: [...(props.alternativeNames ?? [])],
      validationMethod: 'DNS',
      // A certificate in use cannot be deleted: the next one comes first.
      lifecycle: { createBeforeDestroy: true },
      ...(provider === undefined ? {} : { provider }),
    });
  }
}
