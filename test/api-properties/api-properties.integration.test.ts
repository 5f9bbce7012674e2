/**
 * Group G (runtime.md 3.2): requests made from each operation's own schema, valid ones and ones with one thing wrong. Every
 * answer is one that the document promises, and none is a 5xx. test/bad-input sends what no schema would think of;
 * schemathesis.integration.test.ts asks the same from outside. API_PROPERTY_RUNS=1000 tries longer.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import { mainEvents } from '../../prisma/seed/events.ts';
import { services } from '../../services/registry.ts';
import {
  type ContractPlatform,
  codeOf,
  contractPlatform,
  isSwitchedOff,
  type Reply,
} from '../platform/contract-platform.ts';
import { type ExampleRequest, requestsFor } from '../platform/example-request.ts';
import type { Operation } from '../platform/operations.ts';
import { faultOf } from './documented-answer.ts';
import { spoilt } from './spoilt-request.ts';

const runs = Number(process.env.API_PROPERTY_RUNS ?? 10);

describe('every operation, asked by its own schema', function () {
  this.timeout(300_000 + runs * 20_000);
  let contract: ContractPlatform;
  let admin: Readonly<Record<string, string>>;
  let known: string[];
  const took: number[] = [];
  const statuses = new Map<number, number>();

  before(async () => {
    contract = await contractPlatform();
    admin = contract.crowd.newcomer(mainEvents.concert.id, 'admin').headers;
    const { rows } = await contract.platform.sql('ticket_db').query<{ id: string }>(
      `(SELECT id FROM events LIMIT 3) UNION ALL (SELECT id FROM artists LIMIT 3) UNION ALL (SELECT id FROM ticket_types LIMIT 3)
       UNION ALL (SELECT id FROM seats WHERE event_id = $1 LIMIT 10) UNION ALL (SELECT id FROM reservations LIMIT 5)`,
      [mainEvents.concert.id],
    );
    known = rows.map(({ id }) => id);
  });
  after(() => {
    const sorted = took.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)]?.toFixed(1);
    const seen = [...statuses].toSorted(([a], [b]) => a - b).map(([status, times]) => `${status} ×${times}`);
    console.log(`      ${took.length} requests to ${contract.operations.length} operations: ${seen.join('  ')}`);
    // A busy machine says nothing about the platform: a figure to look at, no bar.
    console.log(`      p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, with this process and the platform on one machine`);
  });

  /** Outside through the gateway as an administrator who was admitted; inside as a service that may call that route. */
  async function ask(operation: Operation, request: ExampleRequest): Promise<Reply> {
    const { secrets, urls } = contract.platform;
    const isInternal = operation.access === 'internal' || operation.access === 'open';
    const callers = services.filter(
      ({ name, calls }) => name !== 'gateway' && calls.some((to) => to === operation.service),
    );
    const inside = callers.map(({ name }) => ({
      authorization: `Bearer ${name}.${secrets.internalCredentials[name]}`,
    }));
    const url = isInternal ? urls[operation.service] : urls.gateway;
    const started = performance.now();
    let reply = await contract.send(url, request, { ...request.headers, ...(isInternal ? inside[0] : admin) });
    // Some routes are for one caller only, and no document says for which.
    for (const other of isInternal ? inside.slice(1) : []) {
      if (codeOf(reply.text) !== 'INTERNAL_CREDENTIAL_REFUSED') break;
      reply = await contract.send(url, request, { ...request.headers, ...other });
    }
    took.push(performance.now() - started);
    statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
    return reply;
  }
  const ids = () =>
    fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 3 }, { arbitrary: fc.uuid({ version: 4 }), weight: 1 });

  async function faultsOf(
    make: (operation: Operation) => fc.Arbitrary<ExampleRequest>,
    isBroken: (operation: Operation, reply: Reply, request: ExampleRequest) => string | undefined,
  ) {
    const faults: string[] = [];
    for (const operation of contract.operations.filter((each) => !isSwitchedOff(each))) {
      const property = fc.asyncProperty(make(operation), async (request) => {
        const fault = isBroken(operation, await ask(operation, request), request);
        if (fault !== undefined) throw new Error(`answers ${fault}`);
      });
      const { failed, counterexample, errorInstance, seed } = await fc.check(property, {
        numRuns: runs,
        // The same requests in every run, so that a red one is about the change; another number asks anew.
        seed: Number(process.env.API_SEED ?? 20_261_122),
      });
      if (!failed) continue;
      const [request] = counterexample ?? [];
      const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
      faults.push(
        `${operation.method} ${operation.path} ${why}\n  to ${JSON.stringify(request).slice(0, 600)} (seed ${seed})`,
      );
    }
    return faults;
  }

  it('answers valid requests as the document promises', async () => {
    const faults = await faultsOf((operation) => requestsFor(operation, { uuid: ids() }), faultOf);

    expect(faults, faults.join('\n')).to.deep.equal([]);
  });

  it('answers requests with one thing wrong as the document promises, too', async () => {
    // A spoilt path may be another operation's, or nobody's: then the document says nothing about the answer.
    const isBroken = (operation: Operation, reply: Reply, { path }: ExampleRequest) => {
      const own = new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`);
      const isOurs = own.test(path.split('?', 1)[0] ?? '') && !reply.text.includes('"ROUTE_NOT_FOUND"');
      return isOurs || reply.status >= 500 ? faultOf(operation, reply) : undefined;
    };

    const faults = await faultsOf((operation) => spoilt(requestsFor(operation, { uuid: ids() })), isBroken);

    expect(faults, faults.join('\n')).to.deep.equal([]);
  });
});
