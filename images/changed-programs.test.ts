import { expect } from 'chai';
import { changedPrograms, sourcesOfPrograms } from './changed-programs.ts';

const BACK_ENDS = ['gateway', 'ticket', 'payment', 'stats', 'auth', 'queue', 'community', 'catalog'];

describe('changed programs', () => {
  let of: (...changed: string[]) => readonly string[];
  before(async () => {
    const sources = await sourcesOfPrograms();
    of = (...changed) => changedPrograms(changed, sources);
  });

  it('are none for pages, infrastructure and tests that no service holds', () => {
    expect(
      of('README.md', 'modules/vpc/index.ts', 'test/money/README.md', 'k8s/spring/base/ticket.yaml'),
    ).to.deep.equal([]);
  });

  it('are the service whose folder was touched', () => {
    expect(of('services/stats/README.md')).to.deep.equal(['stats']);
  });

  it('are all whose code imports what was touched', () => {
    expect(of('services/registry.ts')).to.include('gateway');
    expect(of('services/shared/tokens/verify.ts')).to.include.members(['gateway', 'ticket']);
    expect(of('services/shared/http/service-app.ts')).to.include.members(
      BACK_ENDS.filter((name) => name !== 'gateway'),
    );
  });

  it('are those that use the database whose schema was touched', () => {
    expect(of('prisma/payment_db/migrations/0001_init/migration.sql')).to.deep.equal(['payment']);
  });

  it('are all when a package or the image itself changes', () => {
    expect(of('package-lock.json')).to.include.members([...BACK_ENDS, 'payment-test-provider']);
    expect(of('images/service.Dockerfile')).to.include.members(BACK_ENDS);
  });
});
