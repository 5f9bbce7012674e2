import { createHash } from 'node:crypto';
import { ApiGatewayAccount } from '@cdktf/provider-aws/lib/api-gateway-account/index.js';
import { ApiGatewayApiKey } from '@cdktf/provider-aws/lib/api-gateway-api-key/index.js';
import { ApiGatewayDeployment } from '@cdktf/provider-aws/lib/api-gateway-deployment/index.js';
import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration/index.js';
import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method/index.js';
import { ApiGatewayMethodSettings } from '@cdktf/provider-aws/lib/api-gateway-method-settings/index.js';
import { ApiGatewayRequestValidator } from '@cdktf/provider-aws/lib/api-gateway-request-validator/index.js';
import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource/index.js';
import { ApiGatewayRestApi } from '@cdktf/provider-aws/lib/api-gateway-rest-api/index.js';
import { ApiGatewayStage } from '@cdktf/provider-aws/lib/api-gateway-stage/index.js';
import { ApiGatewayUsagePlan } from '@cdktf/provider-aws/lib/api-gateway-usage-plan/index.js';
import { ApiGatewayUsagePlanKey } from '@cdktf/provider-aws/lib/api-gateway-usage-plan-key/index.js';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { accessLogFormat } from './access-log-format.ts';
import { vwrRoutes } from './routes.ts';
import type { OriginKey } from './settings.ts';

/** Who may call a route: whoever sends the key (ruling B16); people are known by the tokens in their requests. */
const ACCESS = { authorization: 'NONE', apiKeyRequired: true } as const;

export interface VwrApiProps {
  readonly name: string;
  readonly function: LambdaFunction;
  readonly rateLimit: number;
  readonly burstLimit: number;
  readonly tracing: boolean;
  readonly logRetentionDays: number;
  readonly logsKeyArn?: string;
  readonly logsRoleArn?: string;
}

/**
 * API Gateway of the waiting room: the documented endpoints, the documented throttle, and a key that CloudFront alone
 * sends (rulings B16, D5). API Gateway makes the keys, so nobody types one and none stands in the code; it refuses a
 * request without one before any function runs, so nobody can use up the reserved executions from outside.
 */
export class VwrApi extends Construct {
  readonly restApi: ApiGatewayRestApi;
  readonly stage: ApiGatewayStage;
  readonly keys: Readonly<Record<OriginKey, ApiGatewayApiKey>>;

  constructor(scope: Construct, id: string, props: VwrApiProps) {
    super(scope, id);
    this.restApi = new ApiGatewayRestApi(this, 'rest-api', {
      name: props.name,
      description: 'Waiting room, tier 1',
      endpointConfiguration: { types: ['REGIONAL'] },
      apiKeySource: 'HEADER',
      // Replaced, the new one answers before the old one is gone.
      lifecycle: { createBeforeDestroy: true },
    });
    const integrations = this.#routes(props.function);
    new LambdaPermission(this, 'invoke', {
      statementId: 'api-gateway',
      action: 'lambda:InvokeFunction',
      functionName: props.function.functionName,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `${this.restApi.executionArn}/*`,
    });
    this.stage = this.#stage(props, integrations);
    this.keys = { blue: this.#key(props.name, 'blue'), green: this.#key(props.name, 'green') };
    const plan = new ApiGatewayUsagePlan(this, 'usage-plan', {
      name: `${props.name}-origin`,
      description: 'Who may call the waiting room: CloudFront, with either key',
      apiStages: [{ apiId: this.restApi.id, stage: this.stage.stageName }],
    });
    for (const [colour, key] of Object.entries(this.keys))
      new ApiGatewayUsagePlanKey(this, `${colour}-allowed`, {
        keyId: key.id,
        keyType: 'API_KEY',
        usagePlanId: plan.id,
      });
  }

  #key(name: string, colour: OriginKey): ApiGatewayApiKey {
    return new ApiGatewayApiKey(this, `${colour}-key`, {
      name: `${name}-origin-${colour}`,
      description: 'Sent by CloudFront as x-api-key',
    });
  }

  #routes(target: LambdaFunction): ITerraformDependable[] {
    const resources = new Map<string, ApiGatewayResource>();
    const integrations: ITerraformDependable[] = [];
    const validator = new ApiGatewayRequestValidator(this, 'validator', {
      name: 'path-parameters',
      restApiId: this.restApi.id,
      validateRequestParameters: true,
      validateRequestBody: false,
    });
    for (const route of vwrRoutes) {
      let parentId = this.restApi.rootResourceId;
      let name = '';
      for (const segment of route.path) {
        name = `${name}${name === '' ? '' : '-'}${segment.replaceAll(/[{}]/g, '')}`;
        const resource =
          resources.get(name) ??
          new ApiGatewayResource(this, name, { restApiId: this.restApi.id, parentId, pathPart: segment });
        resources.set(name, resource);
        parentId = resource.id;
      }
      const method = new ApiGatewayMethod(this, `${name}-method`, {
        restApiId: this.restApi.id,
        resourceId: parentId,
        httpMethod: route.method,
        ...ACCESS,
        requestValidatorId: validator.id,
        requestParameters: Object.fromEntries(
          route.path
            .filter((segment) => segment.startsWith('{'))
            .map((segment) => [`method.request.path.${segment.slice(1, -1)}`, true]),
        ),
      });
      integrations.push(
        new ApiGatewayIntegration(this, `${name}-integration`, {
          restApiId: this.restApi.id,
          resourceId: parentId,
          httpMethod: method.httpMethod,
          type: 'AWS_PROXY',
          // Lambda is always called by POST, whatever the method of the route.
          integrationHttpMethod: 'POST',
          uri: target.invokeArn,
        }),
      );
    }
    return integrations;
  }

  #stage(props: VwrApiProps, integrations: ITerraformDependable[]): ApiGatewayStage {
    const deployment = new ApiGatewayDeployment(this, 'deployment', {
      restApiId: this.restApi.id,
      // A deployment is a photograph: without a new one, changed routes never reach the stage.
      triggers: {
        routes: createHash('sha256')
          .update(JSON.stringify([vwrRoutes, ACCESS]))
          .digest('hex'),
      },
      lifecycle: { createBeforeDestroy: true },
      dependsOn: integrations,
    });
    const log = new CloudwatchLogGroup(this, 'access-log', {
      name: `/aws/apigateway/${props.name}-access`,
      retentionInDays: props.logRetentionDays,
      ...(props.logsKeyArn === undefined ? {} : { kmsKeyId: props.logsKeyArn }),
    });
    const account =
      props.logsRoleArn === undefined
        ? []
        : [new ApiGatewayAccount(this, 'account', { cloudwatchRoleArn: props.logsRoleArn })];
    const stage = new ApiGatewayStage(this, 'stage', {
      restApiId: this.restApi.id,
      deploymentId: deployment.id,
      stageName: 'v1',
      xrayTracingEnabled: props.tracing,
      accessLogSettings: { destinationArn: log.arn, format: JSON.stringify(accessLogFormat) },
      dependsOn: account,
    });
    new ApiGatewayMethodSettings(this, 'throttle', {
      restApiId: this.restApi.id,
      stageName: stage.stageName,
      methodPath: '*/*',
      settings: {
        throttlingRateLimit: props.rateLimit,
        throttlingBurstLimit: props.burstLimit,
        metricsEnabled: true,
        loggingLevel: 'ERROR',
        dataTraceEnabled: false,
      },
    });
    return stage;
  }
}
