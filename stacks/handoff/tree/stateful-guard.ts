import type { JsonValue } from '../hcl/json-value.ts';
import { addressOf, type Entry } from './entries.ts';
import type { NamedEntry } from './module-source.ts';

/** What holds something that nobody can make again: rows, locks, messages, files, and the keys that read them. */
const STATEFUL = new Set([
  'aws_db_instance',
  'aws_dynamodb_table',
  'aws_elasticache_replication_group',
  'aws_kms_key',
  'aws_msk_cluster',
  'aws_s3_bucket',
]);

const NAME = 'stateful_guard';

/** The part of the root in which the guard stands, and what its file says about it. */
export const GUARD_PART = NAME;
export const GUARD_COMMENT = [
  'Refuses every plan that destroys or replaces one of these, for it would have to be replaced as well. A module for two',
  'environments cannot say prevent_destroy for one of them: Terraform takes only a literal. Who means it, or adds an id,',
  'runs `terraform state rm terraform_data.stateful_guard` first; the next apply makes it anew.',
];

/** Where the guard stands in the tree. */
export const GUARD = `terraform_data.${NAME}`;

/**
 * `prevent_destroy` is a literal, so one module for two environments cannot have it in one only. This resource has it
 * instead: it stands and falls with the ids of everything stateful, so a plan that would destroy or replace one of them
 * has to destroy this one too, and Terraform refuses the whole plan.
 */
export function statefulGuard(entries: readonly Entry[], rewrite: (value: JsonValue) => JsonValue): NamedEntry {
  const ids = entries
    .filter(({ kind, type }) => kind === 'resource' && STATEFUL.has(type))
    .map((entry) => rewrite(`\${${addressOf(entry)}.id}`));
  return {
    kind: 'resource',
    type: 'terraform_data',
    uniqueId: NAME,
    name: NAME,
    path: [NAME],
    json: { triggers_replace: ids, lifecycle: { prevent_destroy: true } },
  };
}
