import { addressOf, at, listAt, resourcesOf, type StackJson } from '../stack-query.ts';
import { everyResource, type PolicyRule } from './policy-rule.ts';
import { type PolicyStatement, statementsOf } from './statements.ts';

const isService = (principal: string): boolean => /^[\w.-]+\.amazonaws\.com$/.test(principal);
const namesItsAccount = ({ conditions }: PolicyStatement): boolean =>
  conditions.some(({ key }) => /^(aws:Source(Account|Arn)|kms:EncryptionContext:.+)$/.test(key));

/** A web identity that one subject alone has: audience and subject compared word for word. */
const isOneSubject = ({ conditions }: PolicyStatement): boolean =>
  ['aud', 'sub'].every((claim) =>
    conditions.some(
      ({ operator, key, values }) =>
        operator === 'StringEquals' && key.endsWith(`:${claim}`) && values.every((value) => !/[*?]/.test(value)),
    ),
  );

/** Requests that reach a service past the CDN, where there is one. */
function waysAround(stack: StackJson): string[] {
  const forwards = (action: unknown) => JSON.stringify(action ?? '').includes('"type":"forward"');
  return [
    ...resourcesOf(stack, 'aws_lb_listener')
      .filter((listener) => forwards(at(listener, 'default_action')))
      .map((listener) => `${addressOf(listener)}: forwards what has no header`),
    ...resourcesOf(stack, 'aws_lb_listener_rule')
      .filter(
        (rule) =>
          forwards(at(rule, 'action')) &&
          !listAt(rule, 'condition').some((one) =>
            JSON.stringify(one).includes('"http_header_name":"X-Custom-Header"'),
          ),
      )
      .map((rule) => `${addressOf(rule)}: forwards what has no header`),
    ...resourcesOf(stack, 'aws_cloudfront_distribution')
      .filter((cdn) => at(cdn, 'web_acl_id') === undefined)
      .map((cdn) => `${addressOf(cdn)}: has no firewall`),
  ];
}

/** Ways in that an attacker tries after everything is deployed. */
export const attackRules: readonly PolicyRule[] = [
  {
    id: 'services-act-for-this-account',
    holds: 'a service of AWS touches a resource only for this account (IAM User Guide, "The confused deputy problem")',
    faults: (stack) => [
      ...statementsOf(stack)
        .filter(
          (one) =>
            one.allows && !one.type.startsWith('aws_iam_') && one.principals.some(isService) && !namesItsAccount(one),
        )
        .map(({ where, sid }) => `${where} (${sid}): acts for any account`),
      ...resourcesOf(stack, 'aws_lambda_permission')
        .filter((each) => at(each, 'source_arn') === undefined && at(each, 'source_account') === undefined)
        .map((each) => `${addressOf(each)}: called for any account`),
    ],
  },
  {
    id: 'one-subject-each',
    holds: 'a pod or a pipeline takes a role as exactly one subject: one service account, one branch rule of GitHub',
    faults: (stack) =>
      statementsOf(stack)
        .filter((one) => one.allows && one.actions.includes('sts:AssumeRoleWithWebIdentity') && !isOneSubject(one))
        // An endpoint lets the call through; who may take the role, the role says.
        .filter(({ type }) => type === 'aws_iam_role')
        .map(({ where }) => `${where}: taken by more than one subject`),
  },
  {
    id: 'nobody-goes-around-the-cdn',
    holds:
      'where there is a CDN it has a firewall, and the load balancer forwards nothing without its header (ruling B14)',
    faults: (stack) => (resourcesOf(stack, 'aws_cloudfront_distribution').length === 0 ? [] : waysAround(stack)),
  },
  everyResource(
    'no-tokens-in-samples',
    'the firewall keeps no sample of requests that it lets through: their headers hold tokens',
    ['aws_wafv2_web_acl'],
    (acl) =>
      at(acl, 'visibility_config.sampled_requests_enabled') === false ? undefined : 'shows tokens of people signed in',
  ),
];
