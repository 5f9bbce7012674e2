import { expect } from 'chai';
import { describeWith } from '../../../test/needs.ts';
import type { End } from './evaluate.ts';
import { examine } from './examine.ts';
import { admissions, type OverlayName } from './expected.ts';
import { type NetworkPolicy, policySchema } from './policy-schema.ts';
import { missingKubectl, podsIn, policiesIn, renderOverlay } from './read-overlay.ts';

const NETWORKS = { kind: '10.244.0', staging: '10.1.10', prod: '10.0.10' } as const;
const NAMES = ['kind', 'staging', 'prod'] as const;

const rendered = new Map<OverlayName, { pods: End[]; policies: NetworkPolicy[] }>();
function overlay(name: OverlayName) {
  const found = rendered.get(name);
  if (found) return found;
  const objects = renderOverlay(name);
  const made = { pods: podsIn(objects, NETWORKS[name]), policies: policiesIn(objects) };
  rendered.set(name, made);
  return made;
}

/** A policy as somebody might write it by hand. */
const added = (spec: object): NetworkPolicy =>
  policySchema.parse({ kind: 'NetworkPolicy', metadata: { name: 'added', namespace: 'urr-spring' }, spec });
const everybody = { podSelector: {} };

describeWith(missingKubectl(), 'NetworkPolicies of the rendered overlays (architecture.md 4)', () => {
  for (const name of NAMES) {
    it(`${name}: every documented connection is possible, and no other`, () => {
      const { pods, policies } = overlay(name);

      const { tried, refused, open } = examine(name, pods, policies);

      expect({ refused, open }).to.deep.equal({ refused: [], open: [] });
      expect(tried).to.be.above(1_000);
    });

    it(`${name}: has default-deny-all for every pod, both ways (4.1)`, () => {
      const found = overlay(name).policies.filter(({ metadata }) => metadata.name === 'default-deny-all');

      expect(found.map(({ spec }) => spec)).to.deep.equal([
        { podSelector: { matchLabels: {} }, policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [] },
      ]);
    });
  }

  it('prod: finds every rule that is taken away', () => {
    const { pods, policies } = overlay('prod');
    const needed = policies.filter(({ spec }) => spec.ingress.length + spec.egress.length > 0);

    const unnoticed = needed.filter((policy) => {
      const without = policies.filter((other) => other !== policy);
      return examine('prod', pods, without).refused.length === 0;
    });

    // The gateway is open to everybody already; what names Prometheus and the front end there says so for its own sake.
    expect(unnoticed.map(({ metadata }) => metadata.name)).to.have.members([
      'gateway-service-calls-ingress',
      'gateway-service-from-monitoring',
      'gateway-service-from-argo-rollouts',
    ]);
  });

  it('prod: finds a closed pod that is opened: every pair that is not documented, one by one', () => {
    const { pods, policies } = overlay('prod');
    const services = pods.filter(({ pod }) => pod !== undefined);
    const wrong = services.flatMap((from) =>
      services
        .filter((to) => to !== from && to.name !== 'gateway-service')
        .filter((to) => !admissions.some((one) => one.to === to.name && one.from.includes(from.name)))
        .map((to) => ({ from, to })),
    );
    expect(wrong.length).to.be.above(40);

    const unnoticed = wrong.filter(({ from, to }) => {
      const both = [
        added({
          podSelector: { matchLabels: { app: from.name } },
          policyTypes: ['Egress'],
          egress: [{ to: [everybody] }],
        }),
        added({
          podSelector: { matchLabels: { app: to.name } },
          policyTypes: ['Ingress'],
          ingress: [{ from: [{ podSelector: { matchLabels: { app: from.name } } }] }],
        }),
      ];
      return !examine('prod', pods, [...policies, ...both]).open.some((line) =>
        line.startsWith(`${from.name} -> ${to.name}:`),
      );
    });

    expect(unnoticed).to.deep.equal([]);
  });

  describe('faults of earlier policies (domain.md 10.5 #21, #23; rulings B2 to B7)', () => {
    const without = (pattern: RegExp) =>
      overlay('prod').policies.filter(({ metadata }) => !pattern.test(metadata.name));
    const examined = (set: readonly NetworkPolicy[]) => examine('prod', overlay('prod').pods, set);
    const refused = (set: readonly NetworkPolicy[]) => examined(set).refused;

    it('auth without a way to its database', () => {
      expect(refused(without(/^auth-service-managed/))).to.include('auth-service -> RDS Proxy:5432');
    });

    it('community that cannot reach ticket', () => {
      expect(refused(without(/^community-service-calls/))).to.include('community-service -> ticket-service:3002');
    });

    it('a front end without a way out', () => {
      expect(refused(without(/^frontend-calls/))).to.include('frontend -> gateway-service:3001');
    });

    it('traces and metrics that are refused', () => {
      expect(refused(without(/^allow-traces/))).to.include('queue-service -> Zipkin:9411');
      expect(refused(without(/-from-monitoring$/))).to.include('Prometheus -> ticket-service:3002');
    });

    it('the documented ports 9092 and 9094 instead of 9098', () => {
      const old = added({
        podSelector: { matchLabels: { tier: 'backend' } },
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '10.0.40.0/23' } }], ports: [{ port: 9092 }, { port: 9094 }] }],
      });
      const { refused: missing, open } = examined([...without(/^ticket-service-managed/), old]);

      expect(missing).to.include('ticket-service -> MSK:9098');
      expect(open).to.include.members(['ticket-service -> MSK:9092', 'auth-service -> MSK:9094']);
    });

    it('every back end may reach the database', () => {
      const old = added({
        podSelector: { matchLabels: { tier: 'backend' } },
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '10.0.20.0/23' } }], ports: [{ port: 5432 }] }],
      });

      expect(examined([...overlay('prod').policies, old]).open).to.include('queue-service -> RDS:5432');
    });

    it('a namespace that is not closed', () => {
      expect(examined(without(/^default-deny-all$/)).open).to.include('a stranger -> a pod of nobody:22');
    });
  });

  it('refuses a policy with a field that it does not understand', () => {
    const expressions = { podSelector: { matchExpressions: [] }, policyTypes: ['Ingress'] };

    expect(() => added(expressions)).to.throw(/matchExpressions/);
  });
});
