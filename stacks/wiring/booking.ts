import type { Elasticache } from '../../modules/elasticache/index.ts';
import { LambdaWorker } from '../../modules/lambda-worker/index.ts';
import type { Rds } from '../../modules/rds/index.ts';
import { Sqs } from '../../modules/sqs/index.ts';
import { sqsDefaults } from '../../modules/sqs/settings.ts';
import type { Vpc } from '../../modules/vpc/index.ts';
import { lambdaWorkerRole } from '../support/identities/lambda-worker-role.ts';
import { databaseSecretName } from '../support/secrets/secret-list.ts';
import type { Foundation } from './foundation.ts';

/** The queue of booking actions (architecture.md 5.6). */
export function buildSqs({ stack, environment, alarmTopicArn }: Foundation): Sqs {
  return new Sqs(stack, 'sqs', { ...environment.sqs, namePrefix: environment.namePrefix, alarmTopicArn });
}

/** What the worker works on. */
export interface WorkerSurroundings {
  readonly vpc: Vpc;
  readonly sqs: Sqs;
  readonly rds: Rds;
  readonly elasticache: Elasticache;
}

/** The function that works off the queue (architecture.md 5.7; rulings B20, E13). */
export function buildLambdaWorker(
  { stack, environment, identities, bundles, keys, secrets, alarmTopicArn }: Foundation,
  { vpc, sqs, rds, elasticache }: WorkerSurroundings,
): LambdaWorker {
  const role = lambdaWorkerRole(identities, {
    queueArn: sqs.queue.arn,
    tracing: environment.lambdaWorker.tracing ?? true,
    secretArns: secrets.workerSecretArns,
    keyArn: secrets.keyArn,
  });
  return new LambdaWorker(stack, 'lambda-worker', {
    ...environment.lambdaWorker,
    namePrefix: environment.namePrefix,
    vpcId: vpc.vpcId,
    subnets: vpc.subnets.streaming,
    roleArn: role.arn,
    queueArn: sqs.queue.arn,
    bundle: bundles.functions.ticketWorker,
    environment: {
      DATABASE_HOST: rds.endpoint,
      DATABASE_SECRET_ARN: secrets.arnOf(databaseSecretName('urr_ticket')),
      REDIS_HOST: elasticache.primaryEndpoint,
      REDIS_SECRET_ARN: secrets.redisTokenArn,
      // It spares those behind a poison message the way to the dead letters, so it must know the last receive.
      MAX_RECEIVE_COUNT: String(environment.sqs.maxReceiveCount ?? sqsDefaults.maxReceiveCount),
      // Node.js in Lambda does not know the authority of RDS until it is told where its certificates lie (AWS Lambda
      // Developer Guide, "Using Lambda with Amazon RDS"); staging has no proxy before its database.
      NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
    },
    alarmTopicArn,
    environmentKeyArn: keys.data.arn,
    logsKeyArn: keys.logs.arn,
    waitFor: role.attached,
  });
}
