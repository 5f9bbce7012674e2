import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { pluginMirror, terraformEnvironment, writeCliConfig } from './terraform-environment.ts';

describe('environment of Terraform', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'urr-terraform-'));
  after(() => rmSync(folder, { recursive: true }));

  it('takes the mirror that TF_PLUGIN_MIRROR names', () => {
    expect(pluginMirror({ TF_PLUGIN_MIRROR: '/given' })).to.equal('/given');
  });

  it('links the provider from the mirror and asks nobody else for it', () => {
    const written = readFileSync(writeCliConfig(folder, '/given'), 'utf8');

    expect(written).to.match(/filesystem_mirror \{\s+path\s+= "\/given"/);
    expect(written).to.match(/direct \{\s+exclude = \["hashicorp\/aws"\]/);
  });

  it('leaves the registry to Terraform where there is no mirror', () => {
    expect(readFileSync(writeCliConfig(folder, null), 'utf8')).to.equal('');
  });

  it('hands on nothing that could reach a real account', () => {
    process.env.AWS_PROFILE = 'mine';
    process.env.TF_VAR_secret = 'mine';
    const environment = terraformEnvironment();
    delete process.env.AWS_PROFILE;
    delete process.env.TF_VAR_secret;

    expect(environment).to.not.have.any.keys('AWS_PROFILE', 'TF_VAR_secret');
    expect(environment).to.include({ AWS_ACCESS_KEY_ID: 'test', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' });
  });
});
