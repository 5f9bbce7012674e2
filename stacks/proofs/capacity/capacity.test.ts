import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { POOL } from '../../wiring/client-connections.ts';
import { synthesisedStacks } from '../synthesised.ts';
import { addressFindings } from './address-checks.ts';
import { capacityWarnings } from './at-synth.ts';
import { capacityOf, reportLines, sortOut } from './capacity.ts';
import { databaseFindings, findingsOf, queueFindings, waitingRoomFindings } from './checks.ts';
import type { Facts } from './facts.ts';
import { type Finding, fits } from './finding.ts';
import { knownContradictions } from './known.ts';
import { nodeFindings } from './node-checks.ts';
import { loads, mebibytes, millicores, pooledPods } from './pods.ts';

/** Production as it is documented (architecture.md 2.2, 5.1, 5.7, 5.10), with the 40 pod slots that we chose. */
const prod: Facts = {
  environment: 'prod',
  nodeType: 't3.medium',
  nodes: { min: 2, desired: 3, max: 5 },
  slotsPerNode: 40,
  kubeletMib: 695,
  databaseClass: 'db.t4g.micro',
  hasProxy: true,
  api: { executions: 100, rate: 5_000, burst: 10_000 },
  reservedExecutions: 111,
  advancerBatch: 500,
  worker: { executions: 10, batch: 10 },
  appSubnets: ['10.0.10.0/24', '10.0.11.0/24'],
  endpoints: 9,
  publicSubnets: ['10.0.0.0/24', '10.0.1.0/24'],
  streamingSubnets: ['10.0.40.0/24', '10.0.41.0/24'],
  brokers: 2,
  functionsInVpc: 4,
};
const broken = (findings: readonly Finding[]) => findings.filter((finding) => !fits(finding)).map(({ id }) => id);
const named = (findings: readonly Finding[], id: string) => findings.find((finding) => finding.id === id)!;

describe('capacity', () => {
  describe('pods', () => {
    it('are 20 at least, 43 at most, 12 in staging (architecture.md 3.1, 9; rulings C)', () => {
      expect([loads.fewest.pods, loads.most.pods, loads.staging.pods]).to.deep.equal([20, 43, 12]);
    });

    it('ask for the sum of their requests', () => {
      expect([loads.fewest.cpuMillis, loads.fewest.memoryMib]).to.deep.equal([3_200, 18 * 256 + 2 * 128]);
      expect([millicores('200m'), millicores('1'), mebibytes('256Mi'), mebibytes('1Gi')]).to.deep.equal([
        200, 1_000, 256, 1_024,
      ]);
    });

    it('keep pools in the twelve to 23 that have a database', () => {
      expect([pooledPods('prod', 'fewest'), pooledPods('prod', 'most')]).to.deep.equal([12, 23]);
    });
  });

  it('fits 43 pods on five t3.medium and not on four', () => {
    expect(broken(nodeFindings(prod))).to.not.include.members([
      'most-nodes/cpu',
      'most-nodes/memory',
      'most-nodes/slots',
    ]);
    expect(broken(nodeFindings({ ...prod, nodes: { min: 2, desired: 3, max: 4 } }))).to.include('most-nodes/cpu');
  });

  it('finds that 43 pods have no slots without prefix delegation', () => {
    expect(broken(nodeFindings({ ...prod, slotsPerNode: 8 }))).to.include('most-nodes/slots');
    expect(broken(nodeFindings({ ...prod, slotsPerNode: 111 }))).to.include('slots-on-network-cards');
  });

  it('refuses a node type that nobody has looked up', () => {
    expect(() => nodeFindings({ ...prod, nodeType: 'm9.huge' })).to.throw('m9.huge is not in limits.ts');
  });

  it('counts 112 connections of a db.t4g.micro, five of them kept (rulings C)', () => {
    expect(named(databaseFindings(prod), 'connections/most')).to.include({ demand: 240, supply: 107 });
    expect(broken(databaseFindings({ ...prod, databaseClass: 'db.t4g.medium' }))).to.deep.equal([]);
  });

  it('knows the pool that the services have', () => {
    const settings = readFileSync('services/shared/config/common-settings.ts', 'utf8');

    expect(settings).to.include(`DATABASE_POOL_MAX: wholeNumber(${POOL})`);
  });

  it('holds 5,000 requests a second against 100 executions, and the burst against the account (rulings C)', () => {
    const findings = waitingRoomFindings(prod);

    expect(named(findings, 'api/executions')).to.include({ demand: 5_000, supply: 1_000 });
    expect(named(findings, 'api/burst')).to.include({ demand: 10_000, supply: 5_000 });
    expect(named(findings, 'counters/partition')).to.include({ demand: 5_000, supply: 1_000 });
    expect(broken(waitingRoomFindings({ ...prod, reservedExecutions: 901 }))).to.include('lambda/reserved');
  });

  it('finds a worker that asks its queue too often', () => {
    expect(broken(queueFindings(prod))).to.deep.equal([]);
    expect(broken(queueFindings({ ...prod, worker: { executions: 31, batch: 10 } }))).to.deep.equal(['queue/calls']);
  });

  it('finds subnets that are too small', () => {
    expect(broken(addressFindings(prod))).to.deep.equal([]);
    expect(broken(addressFindings({ ...prod, appSubnets: ['10.0.10.0/25', '10.0.11.0/24'] }))).to.deep.equal([
      'addresses/10.0.10.0/25',
    ]);
    expect(broken(addressFindings({ ...prod, publicSubnets: ['10.0.0.0/26'] }))).to.deep.equal([
      'addresses/10.0.0.0/26',
    ]);
    expect(broken(addressFindings({ ...prod, streamingSubnets: ['10.0.40.0/29'] }))).to.deep.equal([
      'addresses/10.0.40.0/29',
    ]);
  });

  it('keeps known contradictions apart from new ones', () => {
    const findings = findingsOf({ ...prod, nodes: { min: 2, desired: 3, max: 4 } });

    const report = sortOut(findings);

    expect(report.unknown.map(({ id }) => id)).to.deep.equal(['prod/most-nodes/cpu']);
    expect(reportLines(report).filter((line) => line.startsWith('NEW'))).to.have.length(1);
  });

  it('finds nothing new in prod and staging as they are, and nothing known that is gone', () => {
    const { prod: first, staging: second } = synthesisedStacks();
    const reports = [capacityOf('prod', first), capacityOf('staging', second)];

    expect(reports.flatMap(({ unknown }) => reportLines({ fitting: [], known: [], unknown }))).to.deep.equal([]);
    expect(reports.flatMap(({ known }) => known.map(({ finding }) => finding.id))).to.have.members(
      knownContradictions.map(({ id }) => id),
    );
  });

  describe('at synth', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'urr-capacity-'));
    });
    afterEach(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const written = (change: (text: string) => string): ReadonlyMap<string, string> => {
      const file = path.join(folder, 'cdk.tf.json');
      writeFileSync(file, change(JSON.stringify(synthesisedStacks().prod)));
      return new Map([['prod', file]]);
    };

    it('tells the known contradictions of the environments that were written', () => {
      expect(capacityWarnings(written((text) => text)).join('\n')).to.include('known    prod/api/executions');
      expect(capacityWarnings(new Map())).to.deep.equal([]);
    });

    it('refuses a new one, with the figures and what to do', () => {
      const fewer = written((text) => text.replace('"max_size":5', '"max_size":4'));

      expect(() => capacityWarnings(fewer)).to.throw(/prod\/most-nodes\/cpu: 43 pods on 4 t3.medium.*\n.*known\.ts/);
    });
  });
});
