import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { services } from '../services/registry.ts';
import { importSigningKeys } from '../services/shared/tokens/keys.ts';
import { generateSecrets, loadSecrets } from './secrets.ts';

describe('local secrets', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'urr-secrets-'));
    file = path.join(folder, 'below', 'secrets.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are readable by their owner only', () => {
    loadSecrets(file);

    expect(statSync(file).mode & 0o777).to.equal(0o600);
  });

  it('are closed again when somebody opened the file', () => {
    loadSecrets(file);
    chmodSync(file, 0o644);

    loadSecrets(file);

    expect(statSync(file).mode & 0o777).to.equal(0o600);
  });

  it('stay the same from start to start', () => {
    expect(loadSecrets(file)).to.deep.equal(loadSecrets(file));
  });

  it('grow by what the registry has gained, and keep the rest', () => {
    const { internalCredentials, ...kept } = loadSecrets(file);
    const { gateway: _lost, ...others } = internalCredentials;
    writeFileSync(file, JSON.stringify({ ...kept, internalCredentials: others }));

    const completed = loadSecrets(file);

    expect(completed.internalCredentials.gateway).to.match(/^[\w-]{43}$/);
    expect(completed.internalCredentials.auth).to.equal(others.auth);
    expect(completed.webhookSecret).to.equal(kept.webhookSecret);
  });

  it('say which file to delete when it is broken, and leave it as it is', () => {
    loadSecrets(file);
    writeFileSync(file, '{ "webhookSecret": "short" }');

    expect(() => loadSecrets(file)).to.throw(`${file} is not usable; delete it`);
    expect(readFileSync(file, 'utf8')).to.equal('{ "webhookSecret": "short" }');
  });

  it('differ for every service and between two makings', () => {
    const [first, second] = [generateSecrets(), generateSecrets()];
    const credentials = Object.values(first.internalCredentials);

    expect(new Set(credentials).size).to.equal(services.length);
    expect(credentials).to.not.include(second.internalCredentials.gateway);
  });

  it('hold token keys that the services accept', () => {
    const { accessTokenKeys, entryTokenKeys } = generateSecrets();

    expect(importSigningKeys(accessTokenKeys)).to.have.length(1);
    expect(importSigningKeys(entryTokenKeys)).to.have.length(1);
  });
});
