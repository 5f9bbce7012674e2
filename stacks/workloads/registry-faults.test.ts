import { expect } from 'chai';
import { type Service, serviceNamed, services } from '../../services/registry.ts';
import { probesOf } from './probes.ts';
import { registryFaults } from './registry-faults.ts';
import { servedPaths } from './served-paths.ts';

const knowledge = { probesOf, servedPaths };
/** The registry with one service changed. */
const withChange = (name: Service['name'], change: object): string[] =>
  registryFaults(
    services.map((service): Service => (service.name === name ? { ...service, ...change } : service)),
    knowledge,
  );
const without = (name: Service['name'], key: keyof Service): string[] => {
  const { [key]: _gone, ...rest } = serviceNamed(name);
  return registryFaults(
    services.map((service) => (service.name === name ? (rest as Service) : service)),
    knowledge,
  );
};

describe('a registry that could not run', () => {
  it('is not ours', () => {
    expect(registryFaults(services, knowledge)).to.deep.equal([]);
  });

  it('has a service without port', () => {
    expect(without('stats', 'port')).to.deep.equal(['stats has the port undefined; allowed: 1024 to 65535']);
  });

  it('has two services on one port', () => {
    expect(withChange('stats', { port: 3002 })).to.include('stats has port 3002, which ticket has too');
  });

  it('has a service without replicas', () => {
    expect(without('stats', 'replicas')).to.deep.equal(['stats has undefined replicas; allowed: 1 to 100']);
  });

  it('has a service that nobody calls', () => {
    const [fault] = withChange('gateway', { calls: ['auth', 'ticket', 'payment', 'queue', 'catalog', 'community'] });

    expect(fault).to.match(/^stats is called by nobody: .* Name it in the `calls` of its callers$/);
  });

  it('has a call to a service that there is not, or to itself', () => {
    expect(withChange('queue', { calls: ['catalog', 'billing'] })).to.deep.equal([
      'queue calls "billing", which the registry does not have',
    ]);
    expect(withChange('queue', { calls: ['catalog', 'queue'] })).to.deep.equal(['queue calls itself']);
  });

  it('scales from more than to', () => {
    expect(withChange('payment', { scaling: { min: 7, max: 6, cpuPercent: 70 }, replicas: 7 })).to.deep.equal([
      'payment scales from 7 to 6. Set max to at least min',
    ]);
  });

  it('has limits below requests', () => {
    const resources = { cpu: { request: '600m', limit: '500m' }, memory: { request: '1Gi', limit: '512Mi' } };

    expect(withChange('catalog', { resources })).to.deep.equal([
      'catalog CPU limit 500m is below the request 600m. Raise the limit',
      'catalog memory limit 512Mi is below the request 1Gi. Raise the limit',
    ]);
  });

  it('has a probe that asks what the service does not serve', () => {
    const faults = registryFaults(services, {
      servedPaths,
      probesOf: (name) =>
        name === 'queue' ? { ...probesOf(name), readiness: { path: '/ready', periodSeconds: 10 } } : probesOf(name),
    });

    expect(faults[0]).to.match(/^queue readiness probe asks \/ready, which it does not serve\. It serves \/health, /);
  });
});
