import { albDefaults } from '../../../modules/alb/settings.ts';
import { cloudfrontDefaults } from '../../../modules/cloudfront/settings.ts';
import { dynamodbVwrDefaults } from '../../../modules/dynamodb-vwr/settings.ts';
import { eksDefaults } from '../../../modules/eks/settings.ts';
import { elasticacheDefaults } from '../../../modules/elasticache/settings.ts';
import { lambdaVwrDefaults } from '../../../modules/lambda-vwr/settings.ts';
import { lambdaWorkerDefaults } from '../../../modules/lambda-worker/settings.ts';
import { mskDefaults } from '../../../modules/msk/settings.ts';
import { rdsDefaults } from '../../../modules/rds/settings.ts';
import { s3Defaults } from '../../../modules/s3/settings.ts';
import { sqsDefaults } from '../../../modules/sqs/settings.ts';
import { vpcDefaults } from '../../../modules/vpc/settings.ts';
import { vpcEndpointsDefaults } from '../../../modules/vpc-endpoints/settings.ts';
import type { ModuleName } from './module-spec.ts';

/** The documented values that a module takes when nothing is said. */
export const moduleDefaults: Readonly<Record<ModuleName, object>> = {
  vpc: vpcDefaults,
  'vpc-endpoints': vpcEndpointsDefaults,
  eks: eksDefaults,
  rds: rdsDefaults,
  elasticache: elasticacheDefaults,
  msk: mskDefaults,
  sqs: sqsDefaults,
  'lambda-worker': lambdaWorkerDefaults,
  'dynamodb-vwr': dynamodbVwrDefaults,
  'lambda-vwr': lambdaVwrDefaults,
  s3: s3Defaults,
  alb: albDefaults,
  cloudfront: cloudfrontDefaults,
};
