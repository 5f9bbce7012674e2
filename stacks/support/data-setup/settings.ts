import type { FunctionBundle } from '../../../modules/function-bundle.ts';
import { bundleFits, runtimeIsNode } from '../../../modules/function-rules.ts';
import type { Rule } from '../../../modules/rule.ts';

/** What an environment may choose about the set-up of its data. */
export interface DataSetupSettings {
  /**
   * Whether Terraform runs the set-up while it applies. Default true: an apply that ends well leaves databases that exist.
   * False where no function can run (an emulator); a person then invokes the functions.
   */
  readonly runAtApply?: boolean;
  /** Days between two tokens of Redis. Default 30. */
  readonly redisTokenDays?: number;
  /** Days that the logs are kept; the document names none. Default 30. */
  readonly logRetentionDays?: number;
}

export const dataSetupDefaults = {
  runAtApply: true,
  redisTokenDays: 30,
  logRetentionDays: 30,
} as const satisfies Required<DataSetupSettings>;

interface RuleInput extends Required<DataSetupSettings> {
  readonly runtime: string;
  readonly bundle: FunctionBundle;
}

export const dataSetupRules: readonly Rule<RuleInput>[] = [
  runtimeIsNode<RuleInput>('data-setup'),
  bundleFits<'bundle', RuleInput>('data-setup', 'bundle'),
  {
    id: 'data-setup/token-days',
    reads: ['redisTokenDays'],
    allowed: '1 to 1,000 days',
    remedy: 'Choose how often Secrets Manager renews the token of Redis.',
    holds: (p) => p.redisTokenDays >= 1 && p.redisTokenDays <= 1_000,
    hcl: 'var.redis_token_days >= 1 && var.redis_token_days <= 1000',
  },
];
