/** The variables that describe a deployment, what each may hold, and what stands where one was not set. */
import { z } from 'zod';

const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const cidr = new RegExp(`^${octet}(\\.${octet}){3}/(3[0-2]|[12]?\\d)$`);
const certificateIn = (region: string) => new RegExp(`^arn:aws:acm:${region}:\\d{12}:certificate/[0-9a-f-]+$`);

const text = z.string().trim();
const optional = text.transform((value) => (value === '' ? null : value)).default(null);
const listOf = (item: z.ZodType<string, string>) => text.transform(list).pipe(z.array(item).min(1));

/** The variables of one environment, without their prefix. */
export const variables = z.object({
  ACCOUNT_ID: text.regex(/^\d{12}$/, 'must be the 12 digits of an AWS account'),
  DOMAIN: text.regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be a domain in lower case, for example tickets.example.org'),
  HOSTED_ZONE_ID: optional.pipe(
    z
      .string()
      .regex(/^Z[A-Z0-9]+$/, 'must be the id of a Route 53 zone')
      .nullable(),
  ),
  CERTIFICATE_ARN: optional.pipe(
    z.string().regex(certificateIn('ap-northeast-2'), 'must be a certificate of ACM in ap-northeast-2').nullable(),
  ),
  EDGE_CERTIFICATE_ARN: optional.pipe(
    z.string().regex(certificateIn('us-east-1'), 'must be a certificate of ACM in us-east-1').nullable(),
  ),
  ALARM_EMAILS: listOf(z.email('must be e-mail addresses, separated by commas')),
  SLACK_WORKSPACE_ID: optional.pipe(
    z
      .string()
      .regex(/^T[A-Z0-9]+$/, 'must be the id of a Slack workspace')
      .nullable(),
  ),
  SLACK_CHANNEL_ID: optional.pipe(
    z
      .string()
      .regex(/^C[A-Z0-9]+$/, 'must be the id of a Slack channel')
      .nullable(),
  ),
  GITHUB_REPOSITORY: text.regex(/^[\w.-]+\/[\w.-]+$/, 'must be owner/name of a GitHub repository'),
  SHARES_ACCOUNT: z.enum(['true', 'false'], 'must be true or false').default('false'),
  ADMIN_ROLE_ARNS: listOf(z.string().regex(/^arn:aws:iam::\d{12}:role\/.+/, 'must be ARNs of IAM roles')),
  INGRESS_CIDRS: text
    .default('')
    .transform(list)
    .pipe(z.array(z.string().regex(cidr, 'must be IPv4 CIDR blocks'))),
});

/** Start of the variables of an environment: `URR_PROD_`. */
export const variablePrefix = (name: string): string => `URR_${name.toUpperCase()}_`;

/** What stands where nothing was set; with these, synth, plan and the proofs run anywhere, and nothing can be deployed. */
export const examplesOf = (name: string): Readonly<Record<string, string>> => ({
  ACCOUNT_ID: '123456789012',
  DOMAIN: name === 'prod' ? 'tickets.example.com' : `${name}.tickets.example.com`,
  ALARM_EMAILS: 'on-call@example.com',
  GITHUB_REPOSITORY: 'example/urr',
  ADMIN_ROLE_ARNS: 'arn:aws:iam::123456789012:role/urr-operator',
  ...(name === 'prod' ? {} : { INGRESS_CIDRS: '203.0.113.0/24' }),
});

/** The variables that hold for every environment. */
export const platformVariables = z.object({
  URR_DOCUMENTED_VALUES: z.enum(['true', 'false'], 'must be true or false').default('false'),
  URR_AWS_ENDPOINT: z.url('must be a URL, for example http://127.0.0.1:5555').optional(),
});
