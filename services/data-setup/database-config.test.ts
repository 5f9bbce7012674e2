import { expect } from 'chai';
import { services } from '../registry.ts';
import { databaseConfigSchema } from './database-config.ts';

const arn = (name: string) =>
  `arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:urr-prod/token-keys/${name}-AbCdEf`;
const tokenKeys = { access: arn('access'), entry: arn('entry'), entryPublic: arn('entry-public'), vwr: arn('vwr') };

const read = (tokenKeySecrets: Readonly<Record<string, string>>) =>
  databaseConfigSchema.safeParse({
    DATABASE_HOST: 'proxy.example',
    DATABASE_PORT: '5432',
    MASTER_SECRET: 'arn:master',
    DATABASES: 'ticket_db',
    DATABASE_SECRETS: JSON.stringify(
      Object.fromEntries(services.flatMap(({ database }) => (database === null ? [] : [[database.role, 'arn:role']]))),
    ),
    INTERNAL_SECRETS: JSON.stringify(Object.fromEntries(services.map(({ name }) => [name, 'arn:internal']))),
    TOKEN_KEY_SECRETS: JSON.stringify(tokenKeySecrets),
  });

describe('configuration of database-setup', () => {
  it('finds the secret of ticket codes beside the one of access tokens', () => {
    expect(read(tokenKeys).data?.TOKEN_KEY_SECRETS).to.deep.equal({
      ...tokenKeys,
      ticketCodes: 'urr-prod/token-keys/ticket-codes',
    });
  });

  it('takes the secret of ticket codes that it is told', () => {
    const told = { ...tokenKeys, ticketCodes: arn('ticket-codes') };

    expect(read(told).data?.TOKEN_KEY_SECRETS).to.deep.equal(told);
  });

  it('refuses to guess where the neighbour is no ARN of a secret', () => {
    const { error } = read({ ...tokenKeys, access: 'urr-prod/token-keys/access' });

    expect(error?.issues.map(({ path }) => path.join('.'))).to.deep.equal(['TOKEN_KEY_SECRETS.ticketCodes']);
  });
});
