import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias/index.js';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js';
import { Construct } from 'constructs';
import { enforceRules, type Rule } from '../../../modules/rule.ts';
import { alarms, type KeyHome, keyPolicy, logGroups } from './key-policy.ts';

export interface KeysProps extends KeyHome {
  /** Start of the aliases: `urr-prod` makes `alias/urr-prod-eks` (ruling D3). */
  readonly namePrefix: string;
  /** Days between the order to delete a key and its end, in which the order can be taken back. Default 30. */
  readonly deletionWindowDays?: number;
}

const keyRules: readonly Rule<{ readonly deletionWindowDays: number }>[] = [
  {
    id: 'keys/deletion-window-in-range',
    reads: ['deletionWindowDays'],
    allowed: '7 to 30 days',
    remedy: 'KMS keeps a deleted key for 7 to 30 days; what it encrypted is lost with it.',
    holds: (p) => Number.isInteger(p.deletionWindowDays) && p.deletionWindowDays >= 7 && p.deletionWindowDays <= 30,
    hcl: 'var.deletion_window_days >= 7 && var.deletion_window_days <= 30',
  },
];

/**
 * The KMS keys of one environment, each for one kind of data, all rotated every year. Named by the document (2.1) only
 * for Kubernetes secrets; the others keep "encrypted" of sections 5 and 6 under keys of ours (ruling D5).
 */
export class Keys extends Construct {
  /** Kubernetes secrets in etcd (architecture.md 2.1). EKS gets a grant from whoever creates the cluster. */
  readonly eks: KmsKey;
  /** Log groups: control plane, functions, flow logs, MSK, RDS, Redis. */
  readonly logs: KmsKey;
  /** Databases, Redis, MSK, Secrets Manager, environment variables of functions: read through grants or roles of ours. */
  readonly data: KmsKey;
  /** The SNS topic of the alarms. */
  readonly alarms: KmsKey;

  constructor(scope: Construct, id: string, props: KeysProps) {
    super(scope, id);
    const deletionWindowDays = props.deletionWindowDays ?? 30;
    enforceRules(this, { deletionWindowDays }, keyRules);

    const key = (name: string, description: string, policy: string) => {
      const made = new KmsKey(this, name, {
        description: `${props.namePrefix}: ${description}`,
        enableKeyRotation: true,
        deletionWindowInDays: deletionWindowDays,
        policy,
        tags: { Name: `${props.namePrefix}-${name}` },
      });
      new KmsAlias(this, `${name}-alias`, { name: `alias/${props.namePrefix}-${name}`, targetKeyId: made.keyId });
      return made;
    };
    this.eks = key('eks', 'Kubernetes secrets', keyPolicy(props));
    this.logs = key('logs', 'log groups', keyPolicy(props, logGroups(props)));
    this.data = key('data', 'databases, Redis, Kafka, secrets', keyPolicy(props));
    this.alarms = key('alarms', 'the topic of the alarms', keyPolicy(props, alarms(props)));
  }
}
