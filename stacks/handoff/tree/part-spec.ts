import type { JsonValue } from '../hcl/json-value.ts';
import type { Fold } from './module-spec.ts';

/** What decides that something exists in one environment and not in the other. */
export interface Switch {
  readonly variable: string;
  /** True as in prod, in Terraform's language. */
  readonly condition: string;
  /** What prod and staging give it. */
  readonly given: readonly [JsonValue, JsonValue];
  /** Found in the name of a resource, or in the text of a part of it, that only one environment has. */
  readonly decides: RegExp;
}

/** What must be known to make one module of a supporting part that both environments have. */
export interface PartSpec {
  /** Ids of constructs that stay in the root: they wait for whole modules, which only a root can say. */
  readonly inRoot: readonly string[];
  /** Keys under which the environments have different values, and the variables that these become. */
  readonly values: Readonly<Record<string, string>>;
  readonly switches: readonly Switch[];
  /** What a variable is when nothing is said. */
  readonly defaults: Readonly<Record<string, JsonValue>>;
  /** Files of the module by the start of the names in them; the rest stands in main.tf. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly folds: readonly Fold[];
}

const nothing = { inRoot: [], values: {}, switches: [], defaults: {}, files: {}, folds: [] };
const proxy = (decides: RegExp): Switch => ({
  variable: 'proxy',
  condition: 'var.proxy',
  given: [true, false],
  decides,
});

/**
 * The supporting parts that stand in both environments, as modules below support/. Beside them the roots hold what only one
 * has (firewall, header of the origin), what is drawn from everything else (dashboard), and the few lines of names and
 * certificates.
 */
export const partSpecs = {
  keys: nothing,
  notifications: nothing,
  'image-registry': {
    ...nothing,
    folds: [
      { type: 'aws_ecr_repository', members: /./, name: 'repository', key: 'name' },
      { type: 'aws_ecr_lifecycle_policy', members: /./, name: 'expiry', key: 'repository' },
    ],
  },
  secrets: {
    ...nothing,
    values: { recovery_window_in_days: 'recovery_window_days' },
    defaults: { recovery_window_days: 30 },
    folds: [{ type: 'aws_secretsmanager_secret', members: /./, name: 'secret', key: 'name' }],
  },
  identities: {
    ...nothing,
    switches: [
      proxy(/rds_proxy/),
      { variable: 'cdn', condition: 'var.cdn', given: [true, false], decides: /lambda_edge/ },
      { variable: 'tracing', condition: 'var.tracing', given: [true, false], decides: /xray/ },
    ],
    files: {
      pipeline: ['boundary', 'github', 'ci_'],
      cluster: ['eks_', 'vpc_cni', 'ebs_csi', 'load_balancer', 'node_autoscaler', 'external_secrets'],
      data: ['rds_', 'database_setup', 'topic_setup', 'redis_rotation'],
      functions: ['vwr_', 'scheduler', 'ticket_worker', 'lambda_edge'],
      services: ['service_'],
    },
  },
  'security-groups': {
    ...nothing,
    switches: [
      proxy(/proxy|to_database/),
      {
        variable: 'ingress_cidrs',
        condition: 'length(var.ingress_cidrs) == 0',
        given: [[], '${var.ingress_cidrs}'],
        decides: /visitors|cloudfront/,
      },
    ],
    defaults: { ingress_cidrs: [] },
  },
  'data-setup': {
    ...nothing,
    inRoot: ['create-databases', 'create-topics', 'redis-rotation'],
    values: { DATABASE_HOST: 'database_host' },
  },
} as const satisfies Readonly<Record<string, PartSpec>>;

export type PartName = keyof typeof partSpecs;

/** Their names, in the order in which an environment calls them. */
export const partNames = Object.keys(partSpecs).filter((name): name is PartName => Object.hasOwn(partSpecs, name));
