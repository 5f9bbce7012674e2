import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import type { Built } from './passage.ts';
import { admitted, admittedPorts, mayCall, onHttps, refusal } from './policy-readings.ts';

const pods = (app: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${app} }
spec: { template: { metadata: { labels: { app: ${app}, tier: backend } } } }`;
const policy = (spec: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p }
spec: ${spec}`;

const built = (...policies: string[]): Built => {
  const text = [pods('gateway-service'), pods('auth-service'), ...policies.map(policy)].join('\n---');
  const objects = parseAllDocuments(text).map((each) => each.toJS());
  return { environment: 'prod', stack: {}, platform: {}, manifests: () => objects };
};
const auth = 'podSelector: { matchLabels: { app: auth-service } }';

describe('what NetworkPolicies let through', () => {
  it('is asked of all policies that take the pods, by any label', () => {
    const both = built(
      `{ ${auth}, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: { matchLabels: { tier: backend } } }], ports: [{ port: 3005 }] }] }`,
      '{ podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 1 }] }] }',
    );

    expect(admitted('auth-service').of(both)).to.deep.equal(['10.0.0.0/8', 'auth', 'gateway']);
    expect(admittedPorts('auth-service').of(both)).to.deep.equal(['TCP 1', 'TCP 3005']);
  });

  it('is everyone where nobody is named, and every port where none is', () => {
    const open = built(`{ ${auth}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}] }`);

    expect(admitted('auth-service').of(open)).to.deep.equal(['everyone']);
    expect(admittedPorts('auth-service').of(open)).to.deep.equal(['every port']);
    expect(mayCall('auth-service').of(open)).to.deep.equal(['everyone']);
  });

  it('is nothing of a direction that the policy does not cover', () => {
    const inwardOnly = built(`{ ${auth}, policyTypes: [Ingress], egress: [{}] }`);

    expect(mayCall('auth-service').of(inwardOnly)).to.deep.equal([]);
  });

  it('reaches 443 where no port is named', () => {
    const everything = built(
      `{ ${auth}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }`,
    );

    expect(onHttps('auth-service').of(everything)).to.deep.equal(['0.0.0.0/0']);
  });

  it('refuses selectors that it does not understand, and a missing refusal', () => {
    const expression = built('{ podSelector: { matchExpressions: [] }, policyTypes: [Ingress], ingress: [] }');

    expect(() => admitted('auth-service').of(expression)).to.throw('matchExpressions');
    expect(() => refusal('name').of(expression)).to.throw('0 default-deny-all');
  });
});
