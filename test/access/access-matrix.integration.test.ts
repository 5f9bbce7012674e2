/**
 * Group H (runtime.md 3.2): every operation of every OpenAPI document asked by everybody, honest or not, at the gateway and
 * at the services themselves. Who may call is what the document says; a new route joins by itself.
 */
import { expect } from 'chai';
import { mainEvents } from '../../prisma/seed/events.ts';
import {
  type ContractPlatform,
  codeOf,
  contractPlatform,
  isSwitchedOff,
  type Reply,
} from '../platform/contract-platform.ts';
import { type ExampleRequest, exampleRequest } from '../platform/example-request.ts';
import type { Operation } from '../platform/operations.ts';
import { type Caller, callersOf } from './callers.ts';

type Access = Operation['access'];

describe('access to every operation', function () {
  this.timeout(300_000);
  let contract: ContractPlatform;
  let callers: Caller[];
  const asked: { readonly operation: Operation; readonly caller: string; readonly reply: Reply }[] = [];

  before(async () => {
    contract = await contractPlatform();
    const { crowd } = contract;
    const event = mainEvents.concert.id;
    const people = { ann: crowd.newcomer(event), ben: crowd.newcomer(event), admin: crowd.newcomer(event, 'admin') };
    callers = callersOf(people, contract.platform);
  });
  after(() => console.log(matrix(asked, process.env.ACCESS_MATRIX === 'full')));

  const examples = new Map<Operation, ExampleRequest>();
  const exampleOf = (operation: Operation) => {
    const known = examples.get(operation) ?? exampleRequest(operation);
    examples.set(operation, known);
    return known;
  };
  const ask = async (url: string, operation: Operation, caller: Pick<Caller, 'name' | 'headers'>, path?: string) => {
    const { method, path: own, body, headers } = exampleOf(operation);
    const reply = await contract.send(url, { method, path: path ?? own, body }, { ...headers, ...caller.headers });
    asked.push({ operation, caller: caller.name, reply });
    return reply;
  };
  const line = ({ method, path }: Operation, { name }: Pick<Caller, 'name'>, { status, text }: Reply) =>
    `${method} ${path} as ${name}: ${status} ${text.slice(0, 160)}`;
  const through = (...access: Access[]) => contract.operations.filter((operation) => access.includes(operation.access));

  it('finds operations of every kind of access in the documents of all services', () => {
    const services = new Set(contract.operations.map(({ service }) => service));

    expect([...services]).to.include.members(['auth', 'ticket', 'payment', 'stats', 'queue', 'community', 'catalog']);
    for (const access of ['open', 'public', 'user', 'admin', 'internal'] as const)
      expect(through(access).length, access).to.be.greaterThan(0);
  });

  it('is what the document says, whatever a caller claims to be', async () => {
    const leaks: string[] = [];
    for (const operation of through('public', 'user', 'admin')) {
      const replies = callers.map((caller) => ask(contract.platform.urls.gateway, operation, caller));
      for (const [n, caller] of callers.entries()) {
        const reply = await replies[n]!;
        if (!isRight(operation, caller.is, reply)) leaks.push(line(operation, caller, reply));
      }
    }

    expect(leaks).to.deep.equal([]);
  });

  it('is refused at internal routes from outside, however they are spelt', async () => {
    const leaks: string[] = [];
    for (const operation of through('internal', 'open')) {
      const { path } = exampleOf(operation);
      const spellings = [
        path,
        `/api${path}`,
        `/api/v1${path}`,
        `/api/v1/seats/..${path}`,
        `/api/v1/seats/%2e%2e/%2e%2e${path}`,
        `/api/v1/seats/..%2f..%2f${path.slice(1)}`,
        `/api/v1/seats//..${path}`,
        `/api/V1/..;${path}`,
        path.toUpperCase(),
        `//${path}`,
      ];
      for (const caller of callers.filter(({ name }) =>
        ['anonymous', 'admin', 'the credential of payment'].includes(name),
      ))
        for (const spelling of spellings) {
          const reply = await ask(contract.platform.urls.gateway, operation, caller, spelling);
          if (reply.status < 400 || reply.status >= 500) leaks.push(`${spelling}: ${line(operation, caller, reply)}`);
        }
    }

    expect(leaks).to.deep.equal([]);
  });

  it('is refused by the services themselves to everybody but their callers', async () => {
    const { secrets, urls } = contract.platform;
    const bearer = (name: string) => ({ authorization: `Bearer ${name}.${secrets.internalCredentials[name]}` });
    const asGateway = { name: 'gateway, directly', headers: bearer('gateway') };
    const leaks: string[] = [];
    for (const operation of contract.operations.filter(({ access }) => access !== 'open')) {
      const strangers = callers.filter(({ name }) => !name.startsWith('the credential'));
      const directly = strangers.map(({ name, headers }) => ({ name: `${name}, directly`, headers }));
      const replies = directly.map((caller) => ask(urls[operation.service], operation, caller));
      for (const [n, caller] of directly.entries()) {
        const reply = await replies[n]!;
        if (reply.status !== 401 || codeOf(reply.text) !== 'INTERNAL_CREDENTIAL_REQUIRED')
          leaks.push(line(operation, caller, reply));
      }
      if (operation.access !== 'internal') continue;
      // Whoever takes over the gateway's address still cannot use what services keep for one another.
      const reply = await ask(urls[operation.service], operation, asGateway);
      if (reply.status !== 403 || codeOf(reply.text) !== 'INTERNAL_CREDENTIAL_REFUSED')
        leaks.push(line(operation, asGateway, reply));
    }

    expect(leaks).to.deep.equal([]);
  });
});

function isRight(operation: Operation, is: Caller['is'], { status, text }: Reply): boolean {
  const { access } = operation;
  const code = codeOf(text);
  if (status >= 500) return access === 'admin' && is === 'admin' && isSwitchedOff(operation);
  if (access === 'public') return code !== 'AUTHENTICATION_REQUIRED' && code !== 'ADMIN_REQUIRED';
  if (is === 'anonymous') return status === 401;
  if (access === 'admin' && is !== 'admin') return status === 403 && code === 'ADMIN_REQUIRED';
  // Said of accounts by auth, which looks them up: the people of this test have tokens and no account.
  const isStranger = /This account does not exist|You are no administrator any more/.test(text);
  return isStranger || (status !== 401 && code !== 'ADMIN_REQUIRED');
}

/** By kind of access and caller, or, in full, by operation: the statuses that came. */
function matrix(asked: readonly { operation: Operation; caller: string; reply: Reply }[], isFull: boolean): string {
  const cells = new Map<string, Map<string, number>>();
  for (const { operation, caller, reply } of asked) {
    const row = isFull ? `${operation.method} ${operation.path}` : operation.access;
    const who = isFull
      ? caller
      : caller.replace(/,.*directly$/, ', directly').replace(/, (?!directly).*/, ', with claims');
    const key = `${row.padEnd(isFull ? 55 : 9)}${who.padEnd(34)}`;
    const statuses = cells.get(key) ?? new Map<string, number>();
    statuses.set(String(reply.status), (statuses.get(String(reply.status)) ?? 0) + 1);
    cells.set(key, statuses);
  }
  const lines = [...cells].map(
    ([key, statuses]) => `      ${key}${[...statuses].map(([status, times]) => `${status} ×${times}`).join('  ')}`,
  );
  return [`      ${asked.length} requests, leaks 0 unless the test says otherwise`, ...lines].join('\n');
}
