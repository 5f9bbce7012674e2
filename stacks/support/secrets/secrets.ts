import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret/index.js';
import { Construct } from 'constructs';
import { enforceRules, type Rule } from '../../../modules/rule.ts';
import { type ServiceName, services } from '../../../services/registry.ts';
import { databaseSecretName, type SecretEntry, secretList, type ValueFrom } from './secret-list.ts';

/** What an environment may choose about its secrets. */
export interface SecretsSettings {
  /** Days in which a deleted secret can be brought back; 0 deletes at once. Default 30. */
  readonly recoveryWindowDays?: number;
}

export interface SecretsProps extends SecretsSettings {
  /** Start of the names: `urr-prod` makes `urr-prod/database/urr_ticket`. */
  readonly namePrefix: string;
  /** KMS key of the values. */
  readonly keyArn: string;
}

const rules: readonly Rule<{ readonly recoveryWindowDays: number }>[] = [
  {
    id: 'secrets/recovery-window',
    reads: ['recoveryWindowDays'],
    allowed: '0, or 7 to 30 days',
    remedy: 'Choose how long a deleted secret can be brought back; Secrets Manager knows no other time.',
    holds: ({ recoveryWindowDays: days }) => days === 0 || (days >= 7 && days <= 30),
    hcl: 'var.recovery_window_days == 0 || (var.recovery_window_days >= 7 && var.recovery_window_days <= 30)',
  },
];

/**
 * The secrets of one environment, empty: functions inside the VPC (stacks/support/data-setup) or people put the values
 * in, so that none of them stands in code or state (rulings B21, E1, E8, E14). What each holds: secret-list.ts.
 */
export class Secrets extends Construct {
  readonly #arnByName: ReadonlyMap<string, string>;
  readonly keyArn: string;
  /** One for each database role: whom RDS Proxy lets in. */
  readonly databaseSecretArns: readonly string[];
  /** What the function database-setup fills: passwords, internal credentials, token keys. */
  readonly generatedSecretArns: readonly string[];
  readonly redisTokenArn: string;
  /** The ticket worker works as the ticket service does: its database role and Redis (rulings B20, E13). */
  readonly workerSecretArns: readonly string[];
  /** The signing keys of the function vwr-api. */
  readonly vwrApiSecretArns: readonly string[];

  constructor(scope: Construct, id: string, props: SecretsProps) {
    super(scope, id);
    const { namePrefix, keyArn, recoveryWindowDays = 30 } = props;
    enforceRules(this, { recoveryWindowDays }, rules);
    this.keyArn = keyArn;
    this.#arnByName = new Map(
      secretList.map(({ name, description, valueFrom }) => [
        name,
        new SecretsmanagerSecret(this, name.replaceAll('/', '-').replaceAll('_', '-'), {
          name: `${namePrefix}/${name}`,
          description: `${description}. Value from ${valueFrom}.`,
          kmsKeyId: keyArn,
          recoveryWindowInDays: recoveryWindowDays,
        }).arn,
      ]),
    );
    this.databaseSecretArns = services.flatMap(({ database }) =>
      database === null ? [] : [this.arnOf(databaseSecretName(database.role))],
    );
    this.generatedSecretArns = this.#arnsFrom('database-setup');
    this.redisTokenArn = this.arnOf('redis-token');
    this.workerSecretArns = [this.arnOf(databaseSecretName('urr_ticket')), this.redisTokenArn];
    this.vwrApiSecretArns = [this.arnOf('token-keys/vwr')];
  }

  /**
   * The ARN of a secret of secret-list.ts.
   * @throws Error when the list has no such name (a programming error, never user input).
   */
  arnOf(name: string): string {
    const arn = this.#arnByName.get(name);
    if (arn === undefined) throw new Error(`stacks/support/secrets/secret-list.ts has no secret "${name}"`);
    return arn;
  }

  /** What a service may read, and nothing of another one's. */
  ofService(service: ServiceName): readonly string[] {
    return this.#arns(({ readers }) => readers.includes(service));
  }

  /** The same for all services, as the identities want it. */
  get secretArnsByService(): Readonly<Partial<Record<ServiceName, readonly string[]>>> {
    return Object.fromEntries(services.map(({ name }) => [name, this.ofService(name)]));
  }

  /** Secrets that stay empty until a person fills them: name in AWS to the members of its JSON. */
  static filledByPeople(namePrefix: string): Readonly<Record<string, readonly string[]>> {
    const entries = secretList.filter(({ valueFrom }) => valueFrom === 'a person');
    return Object.fromEntries(entries.map(({ name, members }) => [`${namePrefix}/${name}`, members]));
  }

  #arnsFrom(source: ValueFrom): readonly string[] {
    return this.#arns(({ valueFrom }) => valueFrom === source);
  }

  #arns(wanted: (entry: SecretEntry) => boolean): readonly string[] {
    return secretList.filter(wanted).map(({ name }) => this.arnOf(name));
  }
}
