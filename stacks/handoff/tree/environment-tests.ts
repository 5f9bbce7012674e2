import { type Block, type BodyItem, fileText } from '../hcl/body.ts';
import { assertion, mockProviders, run } from './module-tests.ts';
import type { RootVariable } from './root-blocks.ts';
import { type Files, HEADER } from './tree-files.ts';

const everywhere = [
  [
    'length([for name, arn in module.secrets.secret_arns : name if startswith(name, "database/")]) == 6',
    '5.1: a secret for each database role',
  ],
  ['length(module.vpc.app_subnet_ids) == 2', '1.1: two zones'],
] as const;

/** What a whole environment must hold: the wiring that no module sees alone, and where the environments differ. */
const documentedEnvironments = {
  prod: [
    ...everywhere,
    ['aws_wafv2_web_acl.firewall_web_acl.scope == "CLOUDFRONT"', '6.2: a firewall before the CDN'],
    ['aws_acm_certificate.certificates_edge.domain_name == var.domain', '5.5: the CDN answers to the domain'],
    ['!aws_route53_record.names_a_1.alias[0].evaluate_target_health', '5.5: names lead to the CDN'],
    ['length(terraform_data.stateful_guard[*]) == 1', '9: data of prod is guarded'],
  ],
  staging: [
    ...everywhere,
    ['module.rds.proxy_endpoint == null', '9: staging has no proxy'],
    ['module.elasticache.memory_alarm_002_alarm_arn == null', '9: staging has one Redis node'],
    ['aws_route53_record.names_a_1.alias[0].evaluate_target_health', '9: names lead to the balancer'],
  ],
} as const;

/** `terraform test` of an environment without an account: everything is planned, with the values of the example. */
export function environmentTests(
  name: 'prod' | 'staging',
  variables: readonly RootVariable[],
  usEast1: boolean,
): Files {
  const given: Block = {
    type: 'variables',
    labels: [],
    body: variables.map((one): BodyItem => ({ kind: 'argument', name: one.name, value: one.example })),
  };
  const documented = run('documented_environment', documentedEnvironments[name].map(assertion));
  return new Map([
    [
      `environments/${name}/tests/documented.tftest.hcl`,
      fileText(HEADER, [...mockProviders(usEast1), given, documented]),
    ],
  ]);
}
