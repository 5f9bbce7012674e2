import { expect, use } from 'chai';
import { chaiTerraform } from '../../../test/chai-terraform/chai-terraform.ts';
import { synth } from '../../testing/synth.ts';
import { secretList } from './secret-list.ts';
import { Secrets, type SecretsProps } from './secrets.ts';

use(chaiTerraform);

const props: SecretsProps = { namePrefix: 'urr-prod', keyArn: 'arn:aws:kms:ap-northeast-2:1:key/k' };

const build = (change: Partial<SecretsProps> = {}) =>
  synth((stack) => {
    new Secrets(stack, 'secrets', { ...props, ...change });
  });

const made = () => {
  let secrets: Secrets | undefined;
  synth((stack) => {
    secrets = new Secrets(stack, 'secrets', props);
  });
  if (secrets === undefined) throw new Error('nothing was made');
  return secrets;
};

describe('secrets', () => {
  it('has one secret for each database role (ruling E14)', () => {
    const stack = build();

    for (const role of ['urr_ticket', 'urr_payment', 'urr_stats', 'urr_auth', 'urr_community', 'urr_catalog'])
      expect(stack).to.have.resource('aws_secretsmanager_secret', {
        name: `urr-prod/database/${role}`,
        kms_key_id: props.keyArn,
        recovery_window_in_days: 30,
      });
    expect(made().databaseSecretArns).to.have.lengthOf(6);
  });

  it('has one internal credential for each service (ruling E8)', () => {
    const stack = build();

    for (const service of [
      'frontend',
      'gateway',
      'ticket',
      'payment',
      'stats',
      'auth',
      'queue',
      'community',
      'catalog',
    ])
      expect(stack).to.have.resource('aws_secretsmanager_secret', { name: `urr-prod/internal/${service}` });
  });

  it('has the token of Redis, the token keys, and what a person brings', () => {
    const stack = build();

    for (const name of [
      'redis-token',
      'token-keys/access',
      'token-keys/entry',
      'token-keys/ticket-codes',
      'token-keys/vwr',
      'token-keys/vwr-public',
      'payment-provider',
      'oauth',
    ])
      expect(stack).to.have.resource('aws_secretsmanager_secret', { name: `urr-prod/${name}` });
    expect(Secrets.filledByPeople('urr-prod')).to.have.all.keys(
      'urr-prod/payment-provider',
      'urr-prod/oauth',
      'urr-prod/first-administrator',
    );
  });

  it('puts no value into any of them: what Terraform writes stands in its state', () => {
    expect(build()).to.have.resourceCount('aws_secretsmanager_secret_version', 0);
  });

  it('lets a service read its own secrets and nobody else read them', () => {
    const secrets = made();

    expect(secrets.ofService('payment')).to.have.members([
      secrets.arnOf('database/urr_payment'),
      secrets.arnOf('internal/payment'),
      secrets.arnOf('payment-provider'),
    ]);
    expect(secrets.ofService('gateway')).to.include(secrets.arnOf('token-keys/entry-public'));
    expect(secrets.ofService('gateway')).to.include(secrets.arnOf('token-keys/vwr-public'));
    expect(secrets.ofService('gateway')).not.to.include(secrets.arnOf('token-keys/entry'));
    expect(secrets.ofService('gateway')).not.to.include(secrets.arnOf('token-keys/vwr'));
    expect(secretList.filter(({ readers }) => readers.includes('ticket')).map(({ name }) => name)).to.deep.equal([
      'database/urr_ticket',
      'internal/ticket',
      'redis-token',
      'token-keys/ticket-codes',
    ]);
    expect(secretList.filter(({ members }) => members.includes('TICKET_CODE_KEYS'))).to.have.lengthOf(1);
    expect(secrets.generatedSecretArns).to.include(secrets.arnOf('token-keys/ticket-codes'));
  });

  it('says by name which secret there is not', () => {
    expect(() => made().arnOf('nothing')).to.throw('has no secret "nothing"');
  });

  it('refuses a recovery window that Secrets Manager has not', () => {
    expect(() => build({ recoveryWindowDays: 3 })).to.throw(/secrets\/recovery-window: got recoveryWindowDays = 3/);
  });

  it('accepts deleting at once, where an environment comes and goes', () => {
    expect(build({ recoveryWindowDays: 0 })).to.have.resource('aws_secretsmanager_secret', {
      recovery_window_in_days: 0,
    });
  });
});
