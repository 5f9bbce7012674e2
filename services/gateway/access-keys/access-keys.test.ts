import { expect } from 'chai';
import { AppError } from '../../shared/errors/app-error.ts';
import { createLogger } from '../../shared/logging/logger.ts';
import { generateSigningJwk, importSigningKeys, publicJwks } from '../../shared/tokens/keys.ts';
import { createAccessKeys } from './access-keys.ts';

const jwks = (kid: string) => publicJwks(importSigningKeys([generateSigningJwk(kid)]));

function setUp() {
  const auth = { document: jwks('k1') as unknown, asked: 0, isAway: false };
  const time = { ms: 0 };
  const accessKeys = createAccessKeys({
    async fetchJwks() {
      auth.asked += 1;
      if (auth.isAway) throw new Error('connect ECONNREFUSED');
      return auth.document;
    },
    nowMs: () => time.ms,
    logger: createLogger({ service: 'test', level: 'silent' }),
  });
  return { auth, time, accessKeys };
}

describe('access keys', () => {
  it('come from auth, and again after a rotation', async () => {
    const { auth, time, accessKeys } = setUp();
    await accessKeys.refresh();
    const before = [...accessKeys.current().keys()];

    auth.document = { keys: [...jwks('k2').keys, ...jwks('k1').keys] };
    time.ms = 6_000;
    await accessKeys.refresh();

    expect([before, [...accessKeys.current().keys()]]).to.deep.equal([['k1'], ['k2', 'k1']]);
  });

  it('stay the same set while auth publishes the same keys, so that verified tokens are remembered', async () => {
    const { auth, time, accessKeys } = setUp();
    await accessKeys.refresh();
    const before = accessKeys.current();

    time.ms = 6_000;
    await accessKeys.refresh();
    expect(accessKeys.current()).to.equal(before);

    auth.document = jwks('k1');
    time.ms = 12_000;
    await accessKeys.refresh();
    expect(accessKeys.current(), 'another key under the same id').not.to.equal(before);
  });

  it('are asked for at most every 5 s, however many unknown key ids come', async () => {
    const { auth, time, accessKeys } = setUp();

    for (let i = 0; i < 100; i += 1) {
      await accessKeys.refresh();
      time.ms += 10;
    }

    expect(auth.asked).to.equal(1);
  });

  it('are asked for once by requests that come at the same time', async () => {
    const { auth, accessKeys } = setUp();

    await Promise.all(Array.from({ length: 50 }, () => accessKeys.refresh()));

    expect(auth.asked).to.equal(1);
    expect(accessKeys.current().size).to.equal(1);
  });

  it('stay as they were while auth is away or talks nonsense', async () => {
    const { auth, time, accessKeys } = setUp();
    await accessKeys.refresh();

    auth.isAway = true;
    time.ms = 6_000;
    await accessKeys.refresh();
    auth.isAway = false;
    auth.document = { keys: [{ kty: 'oct', kid: 'x', k: 'AAAA' }] };
    time.ms = 12_000;
    await accessKeys.refresh();

    expect([...accessKeys.current().keys()]).to.deep.equal(['k1']);
    expect(() => accessKeys.demandKeys()).not.to.throw();
  });

  it('that have never been there are an outage, not anonymity (10.1 no. 28)', async () => {
    const { auth, accessKeys } = setUp();
    auth.isAway = true;
    await accessKeys.refresh();

    expect(() => accessKeys.demandKeys())
      .to.throw(AppError)
      .with.property('code', 'DEPENDENCY_UNAVAILABLE');
  });

  it('are soon asked for again at the start, when auth may be seconds away', async () => {
    const { auth, time, accessKeys } = setUp();
    auth.isAway = true;
    await accessKeys.refresh();

    auth.isAway = false;
    time.ms = 500;
    await accessKeys.refresh();

    expect(accessKeys.current().size).to.equal(1);
  });
});
