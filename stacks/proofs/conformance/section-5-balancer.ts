import { at, inOrder, listAt, referred, resourcesOf } from '../stack-query.ts';
import { deviates, each, inSection, type Passage, prodOnly, same } from './passage.ts';
import { cidrsOf, count, reading, subnetsOf, the } from './readings.ts';

const alb = inSection('5.4');
const gateway = { port: 3001 };
const https = { port: 443 };
const http = { port: 80 };

/** Ports of the target groups that the listener's default and rules send to, each once. */
const targets = reading('target groups behind port 443', ({ stack }) => {
  const rules = [...resourcesOf(stack, 'aws_lb_listener', https), ...resourcesOf(stack, 'aws_lb_listener_rule')];
  const groups = referred(
    stack,
    rules.flatMap((rule) => [...listAt(rule, 'default_action'), ...listAt(rule, 'action')]),
  ).filter(({ type }) => type === 'aws_lb_target_group');
  return [...new Set(groups.map((group) => at(group, 'port')))].sort(inOrder);
});

/** Whether port 443 answers 403 unless a rule has seen the header of the CDN. */
const closedByDefault = reading('aws_lb_listener 443, default_action', ({ stack }) =>
  resourcesOf(stack, 'aws_lb_listener', https).map((listener) => at(listener, 'default_action.type')),
);

/** Who may reach the load balancer: prefix lists and CIDR blocks of the rules into its groups. */
const admitted = reading('rules into the groups of aws_lb', ({ stack }) => {
  const groups = new Set(
    referred(
      stack,
      resourcesOf(stack, 'aws_lb').map((each) => at(each, 'security_groups')),
    ).map(({ name }) => name),
  );
  const rules = resourcesOf(stack, 'aws_vpc_security_group_ingress_rule').filter((rule) =>
    referred(stack, at(rule, 'security_group_id')).some(({ name }) => groups.has(name)),
  );
  return [...new Set(rules.map((rule) => (at(rule, 'prefix_list_id') === undefined ? 'addresses' : 'prefix list')))];
});

/** The load balancer (architecture.md 5.4). */
export const section5Balancer: readonly Passage[] = [
  alb.cell('타입', '값', 'Application (L7)', same('type', the('aws_lb', 'load_balancer_type'), 'application')),
  alb.cell('스킴', '값', 'Internet-facing', same('internal', the('aws_lb', 'internal'), false)),
  alb.cell(
    '서브넷',
    '값',
    'Public 서브넷 (2 AZ)',
    each('subnets', cidrsOf('aws_lb', 'subnets'), subnetsOf('public', 'prod'), subnetsOf('public', 'staging')),
  ),
  alb.cell(
    '삭제 보호',
    '값',
    '활성화 (Prod)',
    each('deletion protection', the('aws_lb', 'enable_deletion_protection'), true, false),
  ),
  alb.line(
    '- HTTPS :443 → gateway-service Target Group (:3001)',
    same('protocol on 443', the('aws_lb_listener', 'protocol', https), 'HTTPS'),
    deviates(same('what stands behind 443', targets, [3001]), 'D1', [3000, 3001]),
    deviates(same('443 without a rule', closedByDefault, ['forward']), 'B14', ['fixed-response'], ['forward']),
  ),
  alb.line(
    '- HTTP :80 → HTTPS 리다이렉트 (301)',
    same('protocol on 80', the('aws_lb_listener', 'protocol', http), 'HTTP'),
    same('80 redirects to', the('aws_lb_listener', 'default_action.redirect.protocol', http), 'HTTPS'),
    same('80 redirects with', the('aws_lb_listener', 'default_action.redirect.status_code', http), 'HTTP_301'),
  ),
  alb.line(
    '- SSL Policy: TLS 1.3',
    same('TLS policy (ruling B26)', the('aws_lb_listener', 'ssl_policy', https), 'ELBSecurityPolicy-TLS13-1-2-2021-06'),
  ),
  alb.line('- 타입: IP (EKS Pod IP)', same('targets by', the('aws_lb_target_group', 'target_type', gateway), 'ip')),
  alb.line(
    '- Health Check: GET /health (2회 성공, 3회 실패)',
    same('path', the('aws_lb_target_group', 'health_check.path', gateway), '/health'),
    same('successes', the('aws_lb_target_group', 'health_check.healthy_threshold', gateway), 2),
    same('failures', the('aws_lb_target_group', 'health_check.unhealthy_threshold', gateway), 3),
  ),
  alb.line(
    '- Stickiness: Cookie 기반 (24시간)',
    same('stickiness by', the('aws_lb_target_group', 'stickiness.type', gateway), 'lb_cookie'),
    same('seconds of stickiness', the('aws_lb_target_group', 'stickiness.cookie_duration', gateway), 86_400),
    same('stickiness is on', the('aws_lb_target_group', 'stickiness.enabled', gateway), true),
  ),
  alb.line(
    '- Deregistration Delay: 30초',
    same('seconds of draining', the('aws_lb_target_group', 'deregistration_delay', gateway), '30'),
  ),
  alb.line(
    '보안: CloudFront Prefix List로 제한 (CloudFront에서만 접근 가능)',
    deviates(same('who reaches it', admitted, ['prefix list']), 'B15', ['prefix list'], ['addresses']),
    prodOnly('target groups', count('aws_lb_target_group', gateway), 1),
  ),
];
