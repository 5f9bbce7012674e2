import { expect } from 'chai';
import { services } from '../registry.ts';
import { databaseConfigSchema } from './database-config.ts';

const arn = (name: string) =>
  `arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:urr-prod/token-keys/${name}-AbCdEf`;
const tokenKeys = {
  access: arn('access'),
  entry: arn('entry'),
  entryPublic: arn('entry-public'),
  ticketCodes: arn('ticket-codes'),
  vwr: arn('vwr'),
  vwrPublic: arn('vwr-public'),
};

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
  it('takes the secrets of all token keys that it is told', () => {
    expect(read(tokenKeys).data?.TOKEN_KEY_SECRETS).to.deep.equal(tokenKeys);
  });

  it('finds no secret by itself', () => {
    const { ticketCodes: _, ...others } = tokenKeys;

    const { error } = read(others);

    expect(error?.issues.map(({ path }) => path.join('.'))).to.deep.equal(['TOKEN_KEY_SECRETS.ticketCodes']);
  });
});
