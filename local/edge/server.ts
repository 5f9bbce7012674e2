/** The edge on this machine: CloudFront, its functions, API Gateway and the advancer in one program. See README.md. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { lambdaVwrDefaults } from '../../modules/lambda-vwr/settings.ts';
import { edgeFunctionCode } from '../../stacks/bundles/edge-functions.ts';
import { vwrPageFiles } from '../../stacks/bundles/vwr-page.ts';
import { projectRoot } from '../project-paths.ts';
import { activeRooms } from './active-rooms.ts';
import { apiGatewayOrigin } from './api-gateway-origin.ts';
import { balancerOrigin } from './balancer-origin.ts';
import { bucketOrigin } from './bucket-origin.ts';
import { createCloudfrontFunction } from './cloudfront-function.ts';
import { createDistribution } from './distribution.ts';
import { writeEdgeBundles } from './edge-bundles.ts';
import { readEdgeEnvironment } from './edge-environment.ts';
import { createEdgeServer } from './edge-server.ts';
import { loadHandler } from './load-handler.ts';
import { makeTablesWhenThere } from './make-tables.ts';
import { wakeEvery } from './schedule.ts';
import { createThrottle } from './throttle.ts';
import { createTokenCheck } from './token-check.ts';

const env = readEdgeEnvironment(process.env);
const monotonic = () => performance.now();
// Known to nobody else, as in production: who wants to pass the edge by is refused.
const originHeaderValue = crypto.randomUUID();
const apiKey = crypto.randomUUID();

Object.assign(globalThis, {
  URR_EDGE_CONFIG: {
    vwrKeys: env.VWR_TOKEN_JWKS,
    entryKeys: env.ENTRY_TOKEN_JWKS,
    activeEventsUrl: `http://${env.HOST}:${env.PORT}/vwr/active-events.json`,
  },
});
const bundles = writeEdgeBundles(env.BUILD_FOLDER);
const [viewerRequest, vwrApi, advancer] = await Promise.all([
  loadHandler(bundles.viewerRequest),
  loadHandler(bundles.vwrApi),
  loadHandler(bundles.vwrAdvancer),
]);
const tables = new DynamoDBClient({ maxAttempts: 1 });
await makeTablesWhenThere(tables);
tables.destroy();

const code = edgeFunctionCode(projectRoot);
const distribution = createDistribution({
  origins: {
    alb: balancerOrigin({ gatewayUrl: env.GATEWAY_URL, frontendUrl: env.FRONTEND_URL ?? null, originHeaderValue }),
    s3: bucketOrigin(vwrPageFiles(projectRoot), env.BUCKET_FOLDER),
    'vwr-api': apiGatewayOrigin({
      handler: vwrApi,
      mayPass: createThrottle(env.RATE_LIMIT, env.BURST_LIMIT, monotonic),
      apiKey,
    }),
  },
  originHeaders: {
    alb: [['x-custom-header', originHeaderValue]],
    s3: [],
    'vwr-api': [['x-api-key', apiKey]],
  },
  functions: {
    'vwr-page-rewrite': createCloudfrontFunction(code['vwr-page-rewrite']),
    'vwr-api-prefix-strip': createCloudfrontFunction(code['vwr-api-prefix-strip']),
    'vwr-gate': createCloudfrontFunction(code['vwr-gate'], activeRooms(env.BUCKET_FOLDER)),
  },
  hasGate: env.GATE === 'true',
  tokenCheck: createTokenCheck(viewerRequest, `${env.HOST}:${env.PORT}`),
  clock: monotonic,
});
const server = createEdgeServer(distribution);
server.listen(env.PORT, env.HOST, () => {
  console.log(JSON.stringify({ service: 'edge', msg: 'listening', address: server.address() }));
});
const stopWaking = wakeEvery(lambdaVwrDefaults.scheduleMinutes, advancer, (error) =>
  console.error(JSON.stringify({ service: 'edge', msg: 'the advancer failed', error: String(error) })),
);

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    stopWaking();
    server.close();
    server.closeAllConnections();
    // A run of the advancer lasts up to a minute; whoever takes over waits until it counts as dead.
    process.exit(0);
  });
