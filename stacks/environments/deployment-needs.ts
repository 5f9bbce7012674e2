import { variablePrefix } from './deployment-variables.ts';
import type { Environment } from './environment.ts';

/** What an environment of this shape needs from its deployment and does not get, by variable; empty when all is there. */
export function deploymentNeeds({ name, cdn, deployment }: Environment): string[] {
  const prefix = variablePrefix(name);
  const needs: string[] = [];
  if (cdn === null && deployment.ingressCidrs.length === 0)
    needs.push(`${prefix}INGRESS_CIDRS is empty: without a CDN nobody could reach the ALB. Name the networks that may`);
  if (cdn !== null && deployment.certificates?.edgeArn === null)
    needs.push(
      `${prefix}EDGE_CERTIFICATE_ARN is missing: CloudFront takes certificates of us-east-1 only. Give both or none`,
    );
  return needs;
}
