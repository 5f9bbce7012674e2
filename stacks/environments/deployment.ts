/** What belongs to one deployment and not to the design: the account, the domain, people. Read from the process environment. */
import type { z } from 'zod';
import type { GivenCertificates } from '../support/certificates/choice.ts';
import { examplesOf, platformVariables, variablePrefix, variables } from './deployment-variables.ts';

/** Every environment that can be named. */
export const environmentNames = ['prod', 'staging'] as const;
export type EnvironmentName = (typeof environmentNames)[number];

export interface Deployment {
  /** The only account that the provider accepts: Terraform refuses credentials of another. */
  readonly accountId: string;
  /** Where people find the platform. */
  readonly domain: string;
  /** Route 53 zone of `domain`; null makes one (its name servers must then be entered at the registrar). */
  readonly hostedZoneId: string | null;
  /** Certificates that exist already, or null: then they are made and validated in the zone (ruling A8). */
  readonly certificates: GivenCertificates | null;
  /** Who gets the alarms (architecture.md 10). */
  readonly alarmEmails: readonly string[];
  /** Slack channel of the alarms; null without one. */
  readonly slack: { readonly workspaceId: string; readonly channelId: string } | null;
  /** GitHub repository, `owner/name`, whose pipeline may plan and deploy. */
  readonly repository: string;
  /**
   * True where another environment in the same account has made already what an account holds once: the identity provider
   * of GitHub and the log role of API Gateway.
   */
  readonly sharesAccount: boolean;
  /** IAM roles that may administer the cluster, besides the pipeline's. */
  readonly adminRoleArns: readonly string[];
  /** IPv4 CIDR blocks that may reach an ALB without a CDN in front (ruling B15). */
  readonly ingressCidrs: readonly string[];
  /** Deploys what the document says where AWS refuses it since (rulings A). */
  readonly documentedValues: boolean;
  /** URL of an emulator that answers in the place of AWS; null is AWS itself. */
  readonly emulatorEndpoint: string | null;
  /** Variables that were not set, so that an example stands in their place: synthesis warns of them. */
  readonly examples: readonly string[];
}

/**
 * The deployment of one environment from variables such as `URR_PROD_ACCOUNT_ID`; an unset one takes an example.
 * @throws Error with every variable that is wrong, by name
 */
export function readDeployment(name: EnvironmentName, env: NodeJS.ProcessEnv): Deployment {
  const prefix = variablePrefix(name);
  const examples = examplesOf(name);
  const given = Object.fromEntries(
    Object.keys(variables.shape).map((key) => [key, env[prefix + key] ?? examples[key]]),
  );
  const own = variables.safeParse(given);
  const platform = platformVariables.safeParse(env);
  const faults = [
    ...(own.error?.issues ?? []).map((issue) => `${prefix}${String(issue.path[0])} ${issue.message}`),
    ...(platform.error?.issues ?? []).map((issue) => `${String(issue.path[0])} ${issue.message}`),
    ...(own.success ? inconsistencies(prefix, own.data) : []),
  ];
  if (!own.success || !platform.success || faults.length > 0)
    throw new Error(`the deployment "${name}" is not described well:\n  ${faults.join('\n  ')}`);
  const { SLACK_WORKSPACE_ID: workspaceId, SLACK_CHANNEL_ID: channelId } = own.data;
  return {
    accountId: own.data.ACCOUNT_ID,
    domain: own.data.DOMAIN,
    hostedZoneId: own.data.HOSTED_ZONE_ID,
    certificates:
      own.data.CERTIFICATE_ARN === null
        ? null
        : { regionalArn: own.data.CERTIFICATE_ARN, edgeArn: own.data.EDGE_CERTIFICATE_ARN },
    alarmEmails: own.data.ALARM_EMAILS,
    slack: workspaceId === null || channelId === null ? null : { workspaceId, channelId },
    repository: own.data.GITHUB_REPOSITORY,
    sharesAccount: own.data.SHARES_ACCOUNT === 'true',
    adminRoleArns: own.data.ADMIN_ROLE_ARNS,
    ingressCidrs: own.data.INGRESS_CIDRS,
    documentedValues: platform.data.URR_DOCUMENTED_VALUES === 'true',
    emulatorEndpoint: platform.data.URR_AWS_ENDPOINT ?? null,
    examples: Object.keys(examples)
      .filter((key) => env[prefix + key] === undefined)
      .map((key) => prefix + key),
  };
}

/** Values that are right one by one and wrong together. */
function inconsistencies(prefix: string, values: z.infer<typeof variables>): string[] {
  const regional = values.CERTIFICATE_ARN !== null;
  const edge = values.EDGE_CERTIFICATE_ARN !== null;
  const faults: string[] = [];
  if (edge && !regional)
    faults.push(
      `${prefix}CERTIFICATE_ARN is missing: the ALB takes a certificate of its own region. Give both or none`,
    );
  if ((values.SLACK_WORKSPACE_ID === null) !== (values.SLACK_CHANNEL_ID === null))
    faults.push(`${prefix}SLACK_WORKSPACE_ID and ${prefix}SLACK_CHANNEL_ID belong together. Give both or none`);
  if (values.INGRESS_CIDRS.includes('0.0.0.0/0'))
    faults.push(`${prefix}INGRESS_CIDRS opens the ALB to everybody. Name the networks that may reach it`);
  return faults;
}
