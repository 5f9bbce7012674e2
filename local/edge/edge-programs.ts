/** What the programs of the edge and of its tables get, and what the services behind them get besides. Pure. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Environment, type PlatformSettings, publicJwks, urlOfPort } from '../platform-environment.ts';
import { projectRoot } from '../project-paths.ts';
import { tableNames } from './table-names.ts';

/** CloudFront, API Gateway and the functions, in one program at the documented port of the local edge. */
export const edgeProgram = { name: 'edge', entry: fileBeside(new URL('./server.ts', import.meta.url)) } as const;
/** DynamoDB. */
export const tablesProgram = {
  name: 'waiting-room-tables',
  entry: fileBeside(new URL('./tables-server.ts', import.meta.url)),
} as const;

export interface EdgeOptions {
  /** What the bucket and the tables hold. */
  readonly dataFolder: string;
  /** Whether the tables keep their data when they are stopped. */
  readonly durable: boolean;
}

/** Where DynamoDB is, and who asks: it believes any name. */
function aws(settings: PlatformSettings): Environment {
  return {
    AWS_REGION: 'ap-northeast-2',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: urlOfPort(settings.portOf(tablesProgram.name)),
    // The packages of the AWS SDK warn of Node.js 20, which is what engines asks for.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

const bucketFolder = ({ dataFolder }: EdgeOptions): string => path.join(dataFolder, 'frontend-bucket');

/** The environment of the edge: what AWS gives the functions, and what the edge itself needs. */
export function edgeEnvironment(settings: PlatformSettings, options: EdgeOptions, buildFolder: string): Environment {
  const { secrets, portOf, absent = [] } = settings;
  return {
    ...aws(settings),
    HOST: '127.0.0.1',
    PORT: String(portOf(edgeProgram.name)),
    GATEWAY_URL: urlOfPort(portOf('gateway')),
    ...(absent.includes('frontend') ? {} : { FRONTEND_URL: urlOfPort(portOf('frontend')) }),
    BUCKET_FOLDER: bucketFolder(options),
    BUILD_FOLDER: path.join(buildFolder, 'edge'),
    VWR_TOKEN_JWKS: publicJwks(secrets.vwrTokenKeys),
    ENTRY_TOKEN_JWKS: publicJwks(secrets.entryTokenKeys),
    TABLE_COUNTERS: tableNames.counters,
    TABLE_POSITIONS: tableNames.positions,
    VWR_TOKEN_KEYS: JSON.stringify(secrets.vwrTokenKeys),
    BATCH_SIZE: '500',
    ORIGIN_HEALTH_URL: `${urlOfPort(portOf(edgeProgram.name))}/health`,
  };
}

/** The environment of DynamoDB. */
export function tablesEnvironment({ portOf }: PlatformSettings, { dataFolder, durable }: EdgeOptions): Environment {
  return {
    HOST: '127.0.0.1',
    PORT: String(portOf(tablesProgram.name)),
    ...(durable ? { DATA_FOLDER: path.join(dataFolder, 'dynamodb') } : {}),
  };
}

/** What services get when the edge stands before them. */
export function behindTheEdge(name: string, settings: PlatformSettings, options: EdgeOptions): Environment {
  switch (name) {
    case 'gateway':
      // CloudFront and the load balancer, as in production (ruling E7); the place of Tier 1 orders Tier 2 (E3).
      return { TRUSTED_PROXY_HOPS: '2', VWR_TOKEN_JWKS: publicJwks(settings.secrets.vwrTokenKeys) };
    case 'queue':
      return {
        ...aws(settings),
        VWR_COUNTERS_TABLE: tableNames.counters,
        VWR_ACTIVE_EVENTS_FILE: path.join(bucketFolder(options), 'vwr/active-events.json'),
      };
    default:
      return {};
  }
}

/** From the root of the project. */
function fileBeside(url: URL): string {
  return path.relative(projectRoot, fileURLToPath(url));
}
