import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { importKeySet, importSigningKeys } from '../shared/tokens/keys.ts';
import { setUpInternalCredentials, setUpTokenKeys } from './set-up-credentials.ts';
import { memoryStore } from './testing/memory-store.ts';

const names = ['frontend', 'gateway', 'ticket', 'payment', 'stats', 'auth', 'queue', 'community', 'catalog'];
const arns = Object.fromEntries(names.map((name) => [name, `arn:${name}`]));
const keyArns = {
  access: 'arn:access',
  entry: 'arn:entry',
  entryPublic: 'arn:entry-public',
  ticketCodes: 'arn:ticket-codes',
  vwr: 'arn:vwr',
  vwrPublic: 'arn:vwr-public',
};

describe('set-up of internal credentials', () => {
  it('gives each service a credential of its own (ruling E8)', async () => {
    const store = memoryStore();

    const written = await setUpInternalCredentials(arns, store);

    const credentials = names.map((name) => store.values.get(`arn:${name}`)?.INTERNAL_CREDENTIAL ?? '');
    expect(written).to.have.members(names);
    expect(new Set(credentials)).to.have.property('size', 9);
    for (const credential of credentials) expect(credential).to.have.length.at.least(32);
  });

  it('lets into payment exactly its callers, by fingerprint (ruling B6)', async () => {
    const store = memoryStore();

    await setUpInternalCredentials(arns, store);

    const callers: unknown = JSON.parse(store.values.get('arn:payment')?.INTERNAL_CALLERS ?? '');
    const ofTicket = store.values.get('arn:ticket')?.INTERNAL_CREDENTIAL ?? '';
    expect(callers).to.have.all.keys('gateway', 'ticket');
    expect(callers).to.include({ ticket: createHash('sha256').update(ofTicket).digest('hex') });
    expect(store.values.get('arn:stats')?.INTERNAL_CALLERS).to.match(/^\{"gateway":"[0-9a-f]{64}"\}$/);
  });

  it('changes nothing when it runs again', async () => {
    const store = memoryStore();
    await setUpInternalCredentials(arns, store);
    const writes = store.writes;

    expect(await setUpInternalCredentials(arns, store)).to.deep.equal([]);
    expect(store.writes).to.equal(writes);
  });

  it('tells the callees when a caller gets a new credential', async () => {
    const store = memoryStore();
    await setUpInternalCredentials(arns, store);
    store.values.delete('arn:ticket');

    expect(await setUpInternalCredentials(arns, store)).to.have.members(['ticket', 'payment']);
  });
});

describe('set-up of token keys', () => {
  it('makes a signing key for each kind of token and gives out the public half only (ruling E1)', async () => {
    const store = memoryStore();

    const publicKeys = await setUpTokenKeys(keyArns, store, '2026-11-22');

    for (const [kind, member] of [
      ['access', 'ACCESS_TOKEN_KEYS'],
      ['entry', 'ENTRY_TOKEN_KEYS'],
      ['vwr', 'VWR_TOKEN_KEYS'],
    ] as const) {
      const held: unknown = JSON.parse(store.values.get(`arn:${kind}`)?.[member] ?? '');
      expect(importSigningKeys(held)[0].kid).to.equal(`${kind}-2026-11-22`);
      expect(importKeySet(publicKeys[kind]).has(`${kind}-2026-11-22`)).to.equal(true);
    }
    expect(JSON.stringify(publicKeys)).not.to.contain('"d"');
    expect(store.values.get('arn:entry-public')?.ENTRY_TOKEN_JWKS).to.equal(JSON.stringify(publicKeys.entry));
    expect(store.values.get('arn:vwr-public')?.VWR_TOKEN_JWKS).to.equal(JSON.stringify(publicKeys.vwr));
  });

  it('makes the key of ticket codes, which no other service learns', async () => {
    const store = memoryStore();

    const publicKeys = await setUpTokenKeys(keyArns, store, '2026-11-22');

    const held: unknown = JSON.parse(store.values.get('arn:ticket-codes')?.TICKET_CODE_KEYS ?? '');
    expect(importSigningKeys(held).map(({ kid }) => kid)).to.deep.equal(['ticket-2026-11-22']);
    expect(publicKeys).to.have.all.keys('access', 'entry', 'vwr');
  });

  it('keeps the keys that are there', async () => {
    const store = memoryStore();
    const first = await setUpTokenKeys(keyArns, store, '2026-11-22');
    const writes = store.writes;

    expect(await setUpTokenKeys(keyArns, store, '2026-12-24')).to.deep.equal(first);
    expect(store.writes).to.equal(writes);
  });

  it('names a secret whose keys are no JSON, and shows nothing of it', async () => {
    const store = memoryStore();
    store.values.set('arn:access', { ACCESS_TOKEN_KEYS: 'private stuff' });

    const error = await setUpTokenKeys(keyArns, store, '2026-11-22').catch((thrown: unknown) => thrown);

    expect(String(error)).to.contain('arn:access').and.not.to.contain('private');
  });
});
