/** Resources that a person would write once, with for_each. */
export interface Fold {
  readonly type: string;
  /** Found in the names of those that become one. */
  readonly members: RegExp;
  /** What the one is called. */
  readonly name: string;
  /** The argument whose differing part becomes the key. */
  readonly key: string;
}

/** What must be known to read a module with variables for its inputs. */
export interface ModuleSpec {
  /** Inputs that decide what a module consists of, or that it computes with: they stay what they are. */
  readonly fixed: readonly string[];
  /** Lists that the module goes through one by one: each element becomes a variable's element. */
  readonly elements: readonly string[];
  /** Where environments differ in a fixed input: when it is as in prod, in Terraform's language. */
  readonly conditions: Readonly<Record<string, string>>;
  /** Resources that become one with for_each. */
  readonly folds?: readonly Fold[];
}

const nothing = { fixed: [], elements: [], conditions: {} };

/** The thirteen modules of architecture.md 11 in the order in which an environment builds them. */
export const moduleSpecs = {
  vpc: { fixed: ['availabilityZones', 'tiers', 'neighbourCidrs'], elements: [], conditions: {} },
  'vpc-endpoints': {
    fixed: ['gatewayServices', 'interfaceServices', 'callers'],
    elements: [],
    conditions: {},
    folds: [{ type: 'aws_vpc_endpoint', members: /^(?!s3$|dynamodb$|sts$)/, name: 'interface', key: 'service_name' }],
  },
  eks: { fixed: ['addonVersions'], elements: ['adminRoleArns'], conditions: {} },
  rds: {
    fixed: ['storageGb', 'maxStorageGb', 'finalSnapshot', 'proxy', 'engineVersion'],
    elements: ['databaseSecretArns'],
    conditions: { proxy: 'var.proxy', finalSnapshot: 'var.final_snapshot' },
  },
  elasticache: {
    fixed: ['nodeCount', 'availabilityZones'],
    elements: [],
    conditions: { nodeCount: 'var.node_count > 1' },
  },
  msk: { fixed: ['brokerCount'], elements: [], conditions: {} },
  sqs: nothing,
  'lambda-worker': {
    fixed: ['timeoutSeconds', 'tracing', 'batchWindowSeconds'],
    elements: [],
    conditions: { tracing: 'var.tracing' },
  },
  'dynamodb-vwr': nothing,
  'lambda-vwr': {
    fixed: ['scheduleMinutes', 'originKey', 'tracing'],
    elements: [],
    conditions: { tracing: 'var.tracing' },
  },
  s3: { fixed: ['corsOrigins', 'logs'], elements: [], conditions: { distributionArn: 'var.distribution_arn != null' } },
  alb: {
    fixed: ['ingressCidrs'],
    elements: ['originHeaderValues'],
    // How many there are is no secret; else everything that depends on it would be hidden, and planned as changed.
    conditions: { originHeaderValues: 'nonsensitive(length(var.origin_header_values) > 0)' },
  },
  cloudfront: { fixed: ['blockedCountries', 'edgeEnvironment', 'edgeFunctions', 'gate'], elements: [], conditions: {} },
} as const satisfies Readonly<Record<string, ModuleSpec>>;

export type ModuleName = keyof typeof moduleSpecs;

/** The names of the thirteen modules, in that order. */
export const moduleNames = Object.keys(moduleSpecs).filter((name): name is ModuleName =>
  Object.hasOwn(moduleSpecs, name),
);
