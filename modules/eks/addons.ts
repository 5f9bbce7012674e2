import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { EksAddonName, EksSettings } from './settings.ts';

interface AddonsProps {
  readonly clusterName: string;
  readonly versions: NonNullable<EksSettings['addonVersions']>;
  /** What must stand before the first of these add-ons. */
  readonly waitFor: readonly ITerraformDependable[];
  /** Role and configuration of an add-on; one that is not named has neither. */
  readonly addons: Readonly<
    Partial<Record<EksAddonName, { readonly roleArn?: string; readonly configuration?: object }>>
  >;
}

/**
 * What the network add-on must do (ruling B1): enforce NetworkPolicies, off by default, and give pods addresses from
 * prefixes. Values are strings, because the add-on's schema has no booleans here.
 */
export const vpcCniConfiguration = {
  enableNetworkPolicy: 'true',
  env: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' },
};

/** A set of EKS add-ons that start together. What is changed by hand in them is put back by the next update. */
export class Addons extends Construct {
  readonly all: readonly EksAddon[];

  constructor(scope: Construct, id: string, props: AddonsProps) {
    super(scope, id);
    this.all = Object.entries(props.addons).map(
      ([addonName, { roleArn, configuration }]) =>
        new EksAddon(this, addonName, {
          clusterName: props.clusterName,
          addonName,
          ...version(props.versions, addonName),
          ...(configuration === undefined ? {} : { configurationValues: JSON.stringify(configuration) }),
          ...(roleArn === undefined ? {} : { serviceAccountRoleArn: roleArn }),
          resolveConflictsOnCreate: 'OVERWRITE',
          resolveConflictsOnUpdate: 'OVERWRITE',
          dependsOn: [...props.waitFor],
        }),
    );
  }
}

/** The chosen version as an argument; nothing where EKS shall choose. */
function version(versions: Readonly<Record<string, string | undefined>>, name: string): { addonVersion?: string } {
  const chosen = versions[name];
  return chosen === undefined ? {} : { addonVersion: chosen };
}
