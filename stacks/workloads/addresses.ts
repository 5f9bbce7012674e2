/** What AWS names itself when the infrastructure is made: known after the first `cdktf deploy`, read as its outputs. */
import { z } from 'zod';
import { variablePrefix } from '../environments/deployment-variables.ts';
import type { Environment } from '../environments/environment.ts';

export interface Addresses {
  /** Bootstrap brokers of MSK with IAM, `host:9098` (ruling B2). */
  readonly kafkaBrokers: readonly string[];
  /** ARNs of the two target groups of the load balancer (ruling D1). */
  readonly targetGroups: { readonly gateway: string; readonly frontend: string };
  /** Variables that were not set, so that an example stands in their place. */
  readonly examples: readonly string[];
}

const targetGroup = z
  .string()
  .regex(
    /^arn:aws:elasticloadbalancing:[a-z0-9-]+:\d{12}:targetgroup\/[\w-]+\/[0-9a-f]+$/,
    'must be the ARN of a target group',
  );

const variables = z.object({
  KAFKA_BROKERS: z
    .string()
    .transform((text) => text.split(',').map((broker) => broker.trim()))
    .pipe(z.array(z.string().regex(/^[\w.-]+:9098$/, 'must be brokers host:9098, separated by commas')).min(1)),
  GATEWAY_TARGET_GROUP: targetGroup,
  FRONTEND_TARGET_GROUP: targetGroup,
});

function examplesOf({ region, namePrefix, deployment }: Environment): Readonly<Record<string, string>> {
  const group = (app: string, id: string) =>
    `arn:aws:elasticloadbalancing:${region}:${deployment.accountId}:targetgroup/${namePrefix}-${app}-example/${id}`;
  const broker = (number: number) => `b-${number}.${namePrefix}.example.c2.kafka.${region}.amazonaws.com:9098`;
  return {
    KAFKA_BROKERS: `${broker(1)},${broker(2)}`,
    GATEWAY_TARGET_GROUP: group('gateway', '0000000000000001'),
    FRONTEND_TARGET_GROUP: group('frontend', '0000000000000002'),
  };
}

/**
 * The addresses of an environment from variables such as `URR_PROD_KAFKA_BROKERS`; an unset one takes an example.
 * @throws Error with every variable that is wrong, by name
 */
export function readAddresses(environment: Environment, env: NodeJS.ProcessEnv): Addresses {
  const prefix = variablePrefix(environment.name);
  const examples = examplesOf(environment);
  const given = Object.fromEntries(
    Object.entries(examples).map(([key, example]) => [key, env[prefix + key] ?? example]),
  );
  const read = variables.safeParse(given);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `${prefix}${String(path[0])} ${message}`);
    throw new Error(`the addresses of "${environment.name}" are not described well:\n  ${faults.join('\n  ')}`);
  }
  return {
    kafkaBrokers: read.data.KAFKA_BROKERS,
    targetGroups: { gateway: read.data.GATEWAY_TARGET_GROUP, frontend: read.data.FRONTEND_TARGET_GROUP },
    examples: Object.keys(examples)
      .filter((key) => env[prefix + key] === undefined)
      .map((key) => prefix + key),
  };
}
