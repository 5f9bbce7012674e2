import { at, listAt, resourcesOf, theResource } from '../stack-query.ts';
import type { Built, Reading } from './passage.ts';
import { reading } from './readings.ts';

/** A parameter of the PostgreSQL parameter group, as text. */
export const parameter = (name: string): Reading =>
  reading(`aws_db_parameter_group, ${name}`, (built) =>
    listAt(theResource(built.stack, 'aws_db_parameter_group'), 'parameter')
      .filter((each) => JSON.stringify(each).includes(`"name":"${name}"`))
      .map((each) => /"value":"?([^",}]*)/.exec(JSON.stringify(each))?.[1])
      .at(0),
  );

/** How the proxy signs in to the databases, each way once, and whether every entry names a secret. */
export const proxySignIn: Reading = reading('aws_db_proxy.auth', ({ stack }) => {
  const auth = listAt(theResource(stack, 'aws_db_proxy'), 'auth').map((each) => JSON.stringify(each));
  const schemes = new Set(auth.map((each) => /"auth_scheme":"(\w+)"/.exec(each)?.[1]));
  const named = auth.filter((each) => /"secret_arn":"\$\{aws_(secretsmanager_secret|db_instance)\./.test(each));
  return [...schemes, named.length === auth.length && auth.length > 0 ? 'a secret for each' : 'without secrets'];
});

/** Where Redis writes its logs: log type and destination, in alphabetical order. */
export const redisLogs: Reading = reading('aws_elasticache_replication_group.log_delivery_configuration', ({ stack }) =>
  listAt(theResource(stack, 'aws_elasticache_replication_group'), 'log_delivery_configuration')
    .map((each) => JSON.stringify(each))
    .map((text) =>
      [/"log_type":"([\w-]+)"/.exec(text)?.[1], /"destination_type":"([\w-]+)"/.exec(text)?.[1]].join(' to '),
    )
    .sort(),
);

/** A line of the broker configuration, as a number where it is one. */
export const brokerSetting = (name: string): Reading =>
  reading(`aws_msk_configuration.server_properties, ${name}`, ({ stack }) => {
    const text = String(at(theResource(stack, 'aws_msk_configuration'), 'server_properties'));
    const found = text.split('\n').find((line) => line.replaceAll(' ', '').startsWith(`${name}=`));
    const value = found?.split('=')[1]?.trim();
    return value === undefined || Number.isNaN(Number(value)) ? value : Number(value);
  });

/** Databases that the set-up function is told to make. */
export const databasesMade: Reading = reading('aws_lambda_function, environment DATABASES', ({ stack }) =>
  resourcesOf(stack, 'aws_lambda_function')
    .map((each) => at(each, 'environment.variables.DATABASES'))
    .filter((each) => typeof each === 'string')
    .flatMap((each) => each.split(','))
    .sort(),
);

/** Rules of the logs bucket: days and storage class of each step, and the days until the end. */
export const logsLifecycle: Reading = reading(
  'aws_s3_bucket_lifecycle_configuration of the logs bucket',
  ({ stack }: Built) => {
    const found = resourcesOf(stack, 'aws_s3_bucket_lifecycle_configuration').filter((each) =>
      /GLACIER/.test(JSON.stringify(each.arguments)),
    );
    const rules = found.flatMap((each) => listAt(each, 'rule')).map((rule) => JSON.stringify(rule));
    const text = rules.find((rule) => rule.includes('GLACIER')) ?? '';
    const steps = [...text.matchAll(/\{"days":(\d+),"storage_class":"(\w+)"\}/g)].map(
      ([, days, kind]) => `${days} ${kind}`,
    );
    const expiry = /"expiration":\[?\{"days":(\d+)/.exec(text)?.[1];
    return [...steps, expiry === undefined ? 'never deleted' : `${expiry} deleted`];
  },
);
