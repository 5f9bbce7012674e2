import path from 'node:path';
import { expect } from 'chai';
import { generateSigningJwk } from '../../services/shared/tokens/keys.ts';
import { compile } from '../../stacks/bundles/compile.ts';
import { readSettings } from './settings.ts';
import { loadSigningKeys } from './signing-keys.ts';

const env = { TABLE_COUNTERS: 'c', TABLE_POSITIONS: 'p', VWR_TOKEN_KEYS_SECRET_ARN: 'arn:aws:secretsmanager:x' };

describe('the start of the waiting room function', () => {
  it('takes the documented times unless told otherwise', () => {
    expect(readSettings(env)).to.include({ placeSeconds: 86_400, tokenSeconds: 600, cookiePath: '/vwr-api' });
  });

  it('stops when something is missing or wrong, and names it (ruling E9)', () => {
    for (const name of Object.keys(env)) expect(() => readSettings({ ...env, [name]: '' }), name).to.throw(name);
    for (const [name, value] of [
      ['POSITION_TTL_SECONDS', '0'],
      ['VWR_TOKEN_TTL_SECONDS', '3601'],
      ['VWR_TOKEN_TTL_SECONDS', 'ten minutes'],
    ])
      expect(() => readSettings({ ...env, [name!]: value })).to.throw(name!);
  });

  it('shows nothing of keys that cannot be used', async () => {
    const key = JSON.stringify([generateSigningJwk('k')]);
    expect(await loadSigningKeys({ text: key })).to.have.length(1);
    for (const text of [`${key}x`, '[]', 'null', key.replace('P-256', 'P-384')]) {
      const said = String(await loadSigningKeys({ text }).catch((error: unknown) => error));
      expect(said).to.contain('cannot be used');
      expect(said).not.to.match(/"d"|[\w-]{43}/);
    }
  });

  it('loads little: the SDK comes from the runtime', () => {
    const root = path.resolve(import.meta.dirname, '../..');
    for (const name of ['vwr-api', 'vwr-advancer']) {
      const [code] = compile(root, [{ name, file: `edge/${name}/index.ts`, format: 'esm' }]).code.values();
      expect(code!.length, name).to.be.below(50_000);
    }
  });
});
