/**
 * Group H (runtime.md 3.2, OWASP API1): Ben asks for every single thing that is Ann's, by every operation of every document
 * that takes an id. He reads no secret of hers, changes no row of hers, and gets nothing that names hers.
 */
import { expect } from 'chai';
import { type ContractPlatform, contractPlatform, type Reply } from '../platform/contract-platform.ts';
import type { Buyer } from '../platform/crowd.ts';
import { type ExampleRequest, exampleRequest } from '../platform/example-request.ts';
import type { Operation } from '../platform/operations.ts';
import { type Belonging, belongingsOf, idsOf, secretsOf, wordsOf } from './belongings.ts';
import { type Owner, somebodyWithEverything } from './owner.ts';

/** What anybody may do to somebody else's things: to buy what is offered, to answer what was written. */
const meantForOthers = new Set(['POST /api/transfers/{id}/purchase', 'POST /api/community/posts/{id}/comments']);

describe('what belongs to one person', function () {
  this.timeout(300_000);
  let contract: ContractPlatform;
  let owner: Owner;
  let ben: Buyer;
  let before_: Belonging[] = [];
  let sent = 0;

  before(async () => {
    contract = await contractPlatform();
    owner = await somebodyWithEverything(contract);
    ben = contract.crowd.newcomer(owner.eventId);
    before_ = await belongingsOf(contract.platform, owner.ann.id);
  });
  after(() =>
    console.log(
      `      ${sent} requests for ${idsOf(before_).length} things in ${new Set(before_.map(({ table }) => table)).size} tables, leaks 0 unless the test says otherwise`,
    ),
  );

  const takesIds = ({ access, path, body, parameters }: Operation) =>
    (access === 'user' || access === 'public') &&
    (path.includes('{') || body !== undefined || parameters.some(({ in: place }) => place === 'query'));
  const targets = () =>
    contract.operations.filter(
      (operation) => takesIds(operation) && !meantForOthers.has(`${operation.method} ${operation.path}`),
    );

  /** The owner's own words where a body or query has a member of that name, `id` where an id is asked for. */
  function aimedAt(operation: Operation, example: ExampleRequest, id: string) {
    const words = wordsOf(before_);
    const path = operation.path.replace(/\{\w+\}/g, id);
    const query = operation.parameters
      .filter(({ in: place, schema }) => place === 'query' && schema.format === 'uuid')
      .map(({ name }) => `${name}=${id}`);
    const aim = (name: string, value: unknown): unknown => {
      if (words.has(name)) return words.get(name);
      return typeof value === 'string' && /^[0-9a-f]{8}-/.test(value) ? id : value;
    };
    const body =
      typeof example.body === 'object' && example.body !== null && !Array.isArray(example.body)
        ? Object.fromEntries(Object.entries(example.body).map(([name, value]) => [name, aim(name, value)]))
        : example.body;
    return { method: example.method, path: query.length > 0 ? `${path}?${query.join('&')}` : path, body };
  }

  async function attack(who: string, headers: Readonly<Record<string, string>>): Promise<string[]> {
    const secrets = secretsOf(before_);
    const leaks: string[] = [];
    for (const operation of targets()) {
      const example = exampleRequest(operation);
      const requests = idsOf(before_).map((id) => aimedAt(operation, example, id));
      const replies = await Promise.all(
        requests.map((request) => contract.send(contract.platform.urls.gateway, request, headers)),
      );
      sent += replies.length;
      for (const [n, reply] of replies.entries()) {
        const asked = JSON.stringify(requests[n]);
        const told = secrets.filter((secret) => reply.text.includes(secret) && !asked.includes(secret));
        if (told.length > 0 || reply.status >= 500) leaks.push(inWords(operation, who, reply, told));
      }
    }
    return leaks;
  }
  const inWords = ({ method, path }: Operation, who: string, { status, text }: Reply, told: readonly string[]) =>
    `${method} ${path} as ${who}: ${status} ${told.length > 0 ? `tells ${told.join(', ')}` : text.slice(0, 200)}`;

  it('is there to be asked for: an account, sessions, reservations, payments, a transfer, memberships, words', () => {
    const tables = new Set(before_.map(({ table }) => table));

    expect([...tables]).to.include.members([
      'users',
      'refresh_tokens',
      'reservations',
      'payments',
      'ticket_transfers',
      'artist_memberships',
      'community_posts',
      'community_comments',
    ]);
    expect(secretsOf(before_).length).to.be.greaterThan(8);
    expect(targets().length).to.be.greaterThan(25);
  });

  it('is told to nobody else, not even to those who say that they are the owner', async () => {
    const claim = { 'x-user-id': owner.ann.id, 'x-user-email': `${owner.ann.id}@crowd.local`, 'x-user-role': 'user' };

    const leaks = [
      ...(await attack('ben', ben.headers)),
      ...(await attack('ben who says he is ann', { ...claim, ...ben.headers })),
      ...(await attack('anybody who says they are ann', claim)),
    ];

    expect(leaks).to.deep.equal([]);
  });

  it('is as it was after all that, and nothing of theirs hangs on it', async () => {
    const after_ = await belongingsOf(contract.platform, owner.ann.id);
    const bens = await belongingsOf(contract.platform, ben.id);

    expect(after_).to.deep.equal(before_);
    const hers = new Set(idsOf(before_.filter(({ table }) => !table.startsWith('community_'))));
    // A post names the board it is on, whichever id that is.
    const hanging = bens
      .filter(({ table }) => !table.startsWith('community_'))
      .filter(({ row }) => Object.values(row).some((value) => typeof value === 'string' && hers.has(value)));
    expect(hanging).to.deep.equal([]);
  });

  it('is still the owner’s to see', async () => {
    const { rows } = await contract.platform
      .sql('ticket_db')
      .query<{ id: string }>('SELECT id FROM reservations WHERE user_id = $1', [owner.ann.id]);

    for (const { id } of rows) expect((await owner.ann.get(`/api/v1/reservations/${id}`)).status).to.equal(200);
    expect(rows).to.have.length(3);
    expect(await attack('ann', owner.ann.headers), 'the same requests find it for her').to.not.deep.equal([]);
  });
});
