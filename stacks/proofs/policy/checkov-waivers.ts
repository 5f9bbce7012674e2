import type { CheckovFault } from './checkov.ts';

/** A check that resources need not pass, with the documented value or the ruling that says why. */
export interface CheckovWaiver {
  readonly check: string;
  /** Matches `<stack>:<type>.<name>`; as narrow as the reason. */
  readonly where: RegExp;
  readonly because: string;
}

const waive = (check: string, where: RegExp, because: string): CheckovWaiver => ({ check, where, because });
const EDGE = /^prod:.*viewer-request/;
const API = /lambda-vwr_api_/;
const FUNCTIONS = /lambda-(vwr|worker)_|viewer-request|data-setup/;

const checkovWaivers: readonly CheckovWaiver[] = [
  // Documented values of architecture.md.
  waive(
    'CKV_AWS_338',
    /log/,
    'architecture.md 2.1 keeps the logs of the control plane for 7 days; 30 elsewhere (domain.md 10.5 #20)',
  ),
  waive('CKV_AWS_145', /:aws_s3_bucket\.s3_(frontend|logs)/, 'architecture.md 5.9: SSE-S3'),
  waive(
    'CKV_AWS_144',
    /:aws_s3_bucket\./,
    'architecture.md 5.9 documents no replication: the files are built again, logs are not copied',
  ),
  waive(
    'CKV_AWS_117',
    /lambda-vwr_|viewer-request/,
    'architecture.md 5.7: the waiting room works on DynamoDB outside the VPC, the edge has none',
  ),
  waive('CKV_AWS_120', API, 'architecture.md 5.5: /vwr-api/* keeps nothing, every answer is for one person'),
  waive('CKV_AWS_225', API, 'architecture.md 5.5: /vwr-api/* keeps nothing, every answer is for one person'),
  waive(
    'CKV_AWS_305',
    /^prod:.*cloudfront_distribution/,
    'architecture.md 5.5: / goes to the ALB, the front end answers it',
  ),
  waive('CKV_AWS_310', /^prod:.*cloudfront_distribution/, 'architecture.md 5.5: one origin for each path'),
  waive('CKV_AWS_374', /^prod:.*cloudfront_distribution/, 'ruling D6: no country is documented, the list is empty'),
  waive('CKV_AWS_378', /:aws_lb_target_group\./, 'architecture.md 5.4: pods answer HTTP on :3001; TLS ends at the ALB'),
  waive('CKV_AWS_150', /^staging:.*alb/, 'architecture.md 5.4: deletion protection in prod'),
  waive('CKV_AWS_157', /^staging:.*rds_server/, 'architecture.md 5.1: Multi-AZ is off in staging'),
  waive('CKV_AWS_293', /^staging:.*rds_server/, 'architecture.md 5.1: deletion protection is off in staging'),
  waive('CKV2_AWS_50', /^staging:.*elasticache_redis/, 'architecture.md 5.2: one node, no failover in staging'),
  waive('CKV_AWS_73', /^staging:.*lambda-vwr_api/, 'architecture.md 5.7: X-Ray in prod'),
  waive(
    'CKV_AWS_50',
    /^staging:|viewer-request/,
    'architecture.md 5.7: X-Ray in prod; Lambda@Edge has none (ruling B25)',
  ),
  // Rulings.
  waive(
    'CKV2_AWS_28',
    /:aws_lb\.alb/,
    'rulings D6 and B15: the WAF stands at the CDN in prod, staging admits a list of networks',
  ),
  waive('CKV2_AWS_29', API, 'ruling B16: only CloudFront has the key, and the WAF stands there'),
  waive('CKV2_AWS_51', API, 'ruling B16: CloudFront proves itself by the key; it has no client certificate to show'),
  waive('CKV_AWS_115', EDGE, 'ruling B25: Lambda@Edge takes no reserved concurrency'),
  waive(
    'CKV_AWS_115',
    /data-setup_/,
    'Terraform calls each once; a reserve would be taken from those whom people wait for',
  ),
  // What checkov cannot see.
  waive(
    'CKV_AWS_24',
    /security-groups_albHttps-to-nodes/,
    'the rule admits the group of the ALB, not addresses (architecture.md 6.3: 0-65535)',
  ),
  waive(
    'CKV_AWS_25',
    /security-groups_albHttps-to-nodes/,
    'the rule admits the group of the ALB, not addresses (architecture.md 6.3: 0-65535)',
  ),
  waive(
    'CKV_AWS_260',
    /albHttps-to-nodes|visitors-to-albHttp-/,
    'the rules admit a group, a prefix list or a list of networks (architecture.md 6.3, ruling B15)',
  ),
  waive('CKV2_AWS_5', /rds_proxy_group/, 'aws_db_proxy carries it, which checkov does not follow'),
  waive(
    'CKV2_AWS_47',
    /^prod:.*cloudfront_distribution/,
    'AWSManagedRulesKnownBadInputsRuleSet is in the web ACL, which checkov does not follow across providers',
  ),
  waive(
    'CKV_AWS_86',
    /^prod:.*cloudfront_distribution/,
    'access logs are delivered by aws_cloudwatch_log_delivery (standard logging, second version)',
  ),
  // Not documented, and not wanted.
  waive(
    'CKV_AWS_119',
    /^bootstrap-.*lock/,
    'a lock holds no data, and a key would have to exist before the state that knows it',
  ),
  waive('CKV_AWS_145', /^bootstrap-.*state/, 'SSE-S3: a key would have to exist before the state that knows it'),
  waive(
    'CKV_AWS_18',
    /^bootstrap-.*state/,
    'a bucket for its log would have to exist before it; the bucket keeps every version of the state',
  ),
  waive(
    'CKV_AWS_116',
    FUNCTIONS,
    'called by API Gateway, CloudFront, a schedule that comes again, or a queue that has its own dead letters',
  ),
  waive(
    'CKV_AWS_158',
    /^prod:.*(viewer-request|firewall_log)/,
    'the keys live in Seoul; these groups are in us-east-1 and hold no personal data but addresses',
  ),
  waive(
    'CKV_AWS_272',
    FUNCTIONS,
    'bundles are built from this repository in the same run that deploys them; signing needs an account service nobody documents',
  ),
  waive('CKV_AWS_297', /lambda-vwr_schedule/, 'the schedule holds no data'),
  waive(
    'CKV2_AWS_38',
    /:aws_route53_zone/,
    'architecture.md names Route 53 without values; DNSSEC needs a hand at the registrar',
  ),
  waive(
    'CKV2_AWS_39',
    /:aws_route53_zone/,
    'architecture.md names Route 53 without values; queries to a public zone say nothing of people here',
  ),
  waive(
    'CKV2_AWS_57',
    /:aws_secretsmanager_secret\./,
    'values are put by the set-up functions and by people; two are accepted while one is replaced (rulings B14, B21)',
  ),
  waive('CKV2_AWS_62', /:aws_s3_bucket\./, 'nothing waits for new files'),
];

/** Faults that no waiver covers. */
export const unwaived = (faults: readonly CheckovFault[]): CheckovFault[] =>
  faults.filter((fault) => !checkovWaivers.some((waiver) => covers(waiver, fault)));

/** Waivers that cover nothing any more. */
export const idleWaivers = (faults: readonly CheckovFault[]): CheckovWaiver[] =>
  checkovWaivers.filter((waiver) => !faults.some((fault) => covers(waiver, fault)));

const covers = ({ check, where }: CheckovWaiver, fault: CheckovFault): boolean =>
  check === fault.check && where.test(fault.where);
