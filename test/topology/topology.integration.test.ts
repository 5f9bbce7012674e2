import { expect } from 'chai';
import type { Topology } from '../../services/gateway/operations/topology.ts';
import { eventually } from '../platform/eventually.ts';
import { sharedPlatform } from '../platform/platform.ts';

describe('the topology of the running platform', function () {
  this.timeout(120_000);

  it('has every service well and every live invariant at zero', async () => {
    const { urls } = await sharedPlatform();
    const look = async () => (await (await fetch(`${urls.gateway}/topology`)).json()) as Topology;
    const unknown = ({ invariants }: Topology) => invariants.filter(({ state }) => state === 'unknown');

    // The first round of each service's checks comes some seconds after its start.
    const topology = await eventually('unknown invariants', look, (seen) => unknown(seen).length === 0);

    const states = (state: string) => topology.invariants.filter((each) => each.state === state).map(({ id }) => id);
    expect(topology.services.filter(({ status }) => status !== 'ok')).to.deep.equal([]);
    expect(states('broken')).to.deep.equal([]);
    expect(states('tested')).to.deep.equal(['I9', 'I10', 'I14']);
    expect(topology.status).to.equal('ok');
  });
});
