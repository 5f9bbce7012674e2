import { addressOf, at, referred, resourcesOf, type StackJson } from '../stack-query.ts';
import { everyResource, type PolicyRule } from './policy-rule.ts';
import { type PolicyStatement, statementsOf } from './statements.ts';

/**
 * Actions that AWS cannot limit to a resource, or whose resource has no name before it is made (Service Authorization
 * Reference, "Actions, resources, and condition keys"): they alone may be allowed on everything.
 */
const unlimited =
  /^(xray:Put|xray:Get|ec2:Describe|ec2:GetInstanceTypesFromInstanceRequirements|autoscaling:Describe|eks:DescribeCluster|elasticloadbalancing:Describe|cloudwatch:(Describe|Get|List|PutMetricData)|logs:(Describe|ListLogDeliveries|GetLogDelivery|CreateLogDelivery|UpdateLogDelivery|DeleteLogDelivery|PutResourcePolicy|DescribeResourcePolicies)|ecr:GetAuthorizationToken|sts:GetCallerIdentity|sts:GetServiceBearerToken|tag:Get|pricing:GetProducts)/;

const allowed = (stack: StackJson): PolicyStatement[] => statementsOf(stack).filter(({ allows }) => allows);

/** An endpoint's policy and a permissions boundary grant nothing: they narrow what is granted elsewhere. */
function granted(stack: StackJson): PolicyStatement[] {
  const boundaries = referred(
    stack,
    resourcesOf(stack, 'aws_iam_role').map((role) => at(role, 'permissions_boundary')),
  ).map(addressOf);
  return allowed(stack).filter(({ type, where }) => type !== 'aws_vpc_endpoint' && !boundaries.includes(where));
}
const placed = ({ where, sid }: PolicyStatement, fault: string): string =>
  `${where}${sid === '' ? '' : ` (${sid})`}: ${fault}`;

const namesResources = ({ type, resources }: PolicyStatement): boolean =>
  type === 'aws_vpc_endpoint' && !resources.includes('*');

/**
 * Actions that the same policy denies under a condition: Lambda needs network interfaces on every resource to make a
 * function in a VPC, its code does not (AWS Lambda Developer Guide, "Giving Lambda functions access to resources in a VPC").
 */
const deniedToCode = (stack: StackJson, policy: string): string[] =>
  statementsOf(stack)
    .filter(({ where, allows, hasCondition }) => where === policy && !allows && hasCondition)
    .flatMap(({ actions }) => actions);

/** Who may do what: nothing by wildcard. */
export const accessRules: readonly PolicyRule[] = [
  {
    id: 'no-wildcard-actions',
    holds: 'what is allowed is written down action by action',
    faults: (stack) =>
      granted(stack).flatMap((statement) =>
        statement.actions
          .filter((action) => action.includes('*'))
          .map((action) => placed(statement, `allows ${action}`)),
      ),
  },
  {
    id: 'no-negated-grants',
    holds: 'nothing is allowed by saying what is not',
    faults: (stack) =>
      granted(stack).flatMap((statement) => (statement.negated ? [placed(statement, 'allows by exception')] : [])),
  },
  {
    id: 'no-unlimited-resources',
    holds: 'a role acts on named resources, except where AWS knows none or the code itself is denied the action',
    faults: (stack) =>
      allowed(stack)
        .filter(
          ({ type, resources, hasCondition }) =>
            type.startsWith('aws_iam_') && resources.includes('*') && !hasCondition,
        )
        .flatMap((statement) => {
          const denied = deniedToCode(stack, statement.where);
          return statement.actions
            .filter((action) => !unlimited.test(action) && !denied.includes(action))
            .map((action) => placed(statement, `${action} on everything`));
        }),
  },
  {
    id: 'endpoints-narrow',
    holds: 'the policy of an endpoint lets through this account, or named resources',
    faults: (stack) =>
      resourcesOf(stack, 'aws_vpc_endpoint').flatMap((endpoint) => {
        const statements = allowed(stack).filter(({ where }) => where === addressOf(endpoint));
        const open = statements.filter((statement) => !statement.hasCondition && !namesResources(statement));
        return statements.length === 0 || open.length > 0 ? [`${addressOf(endpoint)}: lets any account through`] : [];
      }),
  },
  {
    id: 'no-trust-in-everybody',
    holds: 'no policy trusts everybody without a condition; one of an endpoint may, towards named resources',
    faults: (stack) =>
      allowed(stack).flatMap((statement) =>
        statement.principals.includes('*') && !statement.hasCondition && !namesResources(statement)
          ? [placed(statement, 'trusts everybody')]
          : [],
      ),
  },
  everyResource(
    'no-administrators',
    'no role has a policy of AWS that allows nearly everything',
    ['aws_iam_role_policy_attachment'],
    (each) =>
      /\/(AdministratorAccess|PowerUserAccess|\w+FullAccess)$/.test(String(at(each, 'policy_arn')))
        ? `has ${String(at(each, 'policy_arn'))}`
        : undefined,
  ),
  {
    id: 'no-secrets-in-state',
    holds: 'no password, token or private key stands in the stack',
    faults: (stack) =>
      resourcesOf(stack).flatMap((resource) => {
        const text = JSON.stringify(resource.arguments);
        const found =
          /"(password|master_password|secret_string|secret_key|private_key)":"[^$]|PRIVATE KEY|AKIA[A-Z0-9]{16}/.exec(
            text,
          );
        return found === null ? [] : [`${resource.type}.${resource.name}: holds ${found[0].slice(0, 20)}`];
      }),
  },
];
