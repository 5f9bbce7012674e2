import { variablePrefix } from './deployment-variables.ts';
import type { Environment } from './environment.ts';

/** What an environment of this shape needs of its deployment and does not get, by variable; empty when all is well. */
export function deploymentNeeds({ name, namePrefix, cdn, deployment }: Environment): string[] {
  const prefix = variablePrefix(name);
  const needs: string[] = [];
  // stacks/support/identities/ci-limits.ts: the pipeline may change who takes a role of this prefix.
  if (deployment.adminRoleArns.some((arn) => arn.includes(`:role/${namePrefix}-`)))
    needs.push(
      `${prefix}ADMIN_ROLE_ARNS names a role that begins with ${namePrefix}-: the pipeline manages all roles of that ` +
        'name and could take it. Name a role of people differently',
    );
  if (cdn === null && deployment.ingressCidrs.length === 0)
    needs.push(`${prefix}INGRESS_CIDRS is empty: without a CDN nobody could reach the ALB. Name the networks that may`);
  if (cdn !== null && deployment.certificates?.edgeArn === null)
    needs.push(
      `${prefix}EDGE_CERTIFICATE_ARN is missing: CloudFront takes certificates of us-east-1 only. Give both or none`,
    );
  return needs;
}
