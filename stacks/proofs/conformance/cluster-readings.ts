import { at, listAt, type Resource, referred, resourcesOf, theResource } from '../stack-query.ts';
import type { Built, Reading } from './passage.ts';
import { reading } from './readings.ts';

/** Names of the managed policies that are attached to a role, in alphabetical order. */
export function policiesOf(built: Built, role: Resource): string[] {
  return resourcesOf(built.stack, 'aws_iam_role_policy_attachment')
    .filter((each) => referred(built.stack, at(each, 'role')).some(({ name }) => name === role.name))
    .map((each) => String(at(each, 'policy_arn')).split('/').at(-1) ?? '')
    .sort();
}

/** The kubernetes service account that an add-on's role trusts, and what that role may do. */
export const addonRole = (addon: string): Reading =>
  reading(`role of aws_eks_addon ${addon}`, (built) => {
    const found = theResource(built.stack, 'aws_eks_addon', { addon_name: addon });
    const named = referred(built.stack, at(found, 'service_account_role_arn'));
    // A role may be named through one of its policies, so that the add-on comes after it.
    const [role] = named
      .flatMap((each) => (each.type === 'aws_iam_role' ? each : referred(built.stack, at(each, 'role'))))
      .filter(({ type }) => type === 'aws_iam_role');
    if (role === undefined) return 'none';
    const trusted = /system:serviceaccount:[a-z0-9-]+:[a-z0-9-]+/.exec(JSON.stringify(at(role, 'assume_role_policy')));
    return [trusted?.[0], ...policiesOf(built, role)];
  });

/** GiB of a node's root disk, from the node group or from its launch template. */
export const nodeDisk: Reading = reading('disk of aws_eks_node_group', ({ stack }) => {
  const group = theResource(stack, 'aws_eks_node_group');
  const [template] = referred(stack, at(group, 'launch_template')).filter(({ type }) => type === 'aws_launch_template');
  return at(group, 'disk_size') ?? (template && at(template, 'block_device_mappings.ebs.volume_size'));
});

/** What the control plane encrypts with a key of KMS. */
export const encrypted: Reading = reading('aws_eks_cluster.encryption_config', (built) => {
  const cluster = theResource(built.stack, 'aws_eks_cluster');
  const keys = referred(built.stack, at(cluster, 'encryption_config.provider')).map(({ type }) => type);
  return [...listAt(cluster, 'encryption_config.resources'), ...keys];
});

/** Days that the log group of the control plane is kept. */
export const controlPlaneLogDays: Reading = reading(
  'retention_in_days of the log group /aws/eks/*/cluster',
  ({ stack }) =>
    at(theResource(stack, 'aws_cloudwatch_log_group', { name: /^\/aws\/eks\/.*\/cluster$/ }), 'retention_in_days'),
);
