import type { StackJson } from '../stack-query.ts';
import { accessRules } from './access-rules.ts';
import { attackRules } from './attack-rules.ts';
import { encryptionRules } from './encryption-rules.ts';
import type { PolicyRule } from './policy-rule.ts';
import { publicRules } from './public-rules.ts';
import { upkeepRules } from './upkeep-rules.ts';

/** What holds for every stack. */
export const policies: readonly PolicyRule[] = [
  ...publicRules,
  ...encryptionRules,
  ...accessRules,
  ...attackRules,
  ...upkeepRules,
];

/** A fault that stands, with the reason. */
export interface PolicyWaiver {
  readonly rule: string;
  /** What it is about: an address. */
  readonly where: RegExp;
  readonly because: string;
}

export const policyWaivers: readonly PolicyWaiver[] = [
  {
    rule: 'no-administrators',
    where: /identities_ci-deploy_PowerUserAccess/,
    because: 'it makes every resource of these stacks; a boundary, named regions and denied identities hold it',
  },
  {
    rule: 'tables-encrypted',
    where: /^aws_dynamodb_table\.lock/,
    because: 'a lock holds no data, and the key would have to exist before the state that knows it',
  },
];

/** Every fault of a stack that is not waived, with the rule that it breaks in front. */
export function faultsOf(stack: StackJson): string[] {
  return policies.flatMap((rule) =>
    rule
      .faults(stack)
      .filter((fault) => !policyWaivers.some((waiver) => waiver.rule === rule.id && waiver.where.test(fault)))
      .map((fault) => `${rule.id}: ${fault}`),
  );
}
