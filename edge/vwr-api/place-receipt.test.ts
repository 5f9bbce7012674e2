import { expect } from 'chai';
import { MemoryLine } from '../../test/waiting-room/memory-line.ts';
import { edgeVerifier, eventId, instance, Visitor } from '../../test/waiting-room/visitor.ts';
import type { ProblemCode } from './problem-answer.ts';

const claim = 'a-secret-of-this-browser';
const otherEvent = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0002';

describe('the receipt of a place', () => {
  let line: MemoryLine;
  let keeps = 0;
  beforeEach(() => {
    line = new MemoryLine();
    line.open(eventId);
    line.open(otherEvent, { eventId: otherEvent });
    keeps = 0;
    const keep = line.keep.bind(line);
    line.keep = async (position, now) => {
      keeps += 1;
      return keep(position, now);
    };
  });
  const api = () => instance({ counters: line, positions: line });

  it('says place, request and announcement, signed, and is no pass', async () => {
    line.open(eventId, { commitment: 'ab'.repeat(32) });
    const { body } = await new Visitor(claim).join(api());
    const [header = '', said = ''] = String(body.receipt).split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).to.include({
      alg: 'ES256',
      typ: 'urr-receipt+jwt',
    });
    expect(JSON.parse(Buffer.from(said, 'base64url').toString())).to.include({
      sub: eventId,
      jti: body.requestId,
      place: body.position,
      draw: 'ab'.repeat(32),
    });
    expect(() => edgeVerifier(() => new Date()).verify(String(body.receipt))).to.throw('urr-vwr+jwt');
  });

  it('gives the same place back to whoever has the claim too, without a look into the table', async () => {
    const { body } = await new Visitor(claim).join(api());
    const before = keeps;
    const again = await new Visitor(claim).join(api(), eventId, { receipt: body.receipt });
    expect(again.body).to.include({ requestId: body.requestId, position: body.position });
    expect(keeps).to.equal(before);
    const visitor = new Visitor(claim);
    const one = api();
    await visitor.join(one, eventId, { receipt: body.receipt });
    expect((await visitor.check(one)).status).to.equal(200);
  });

  it('is worth nothing without the claim, for another event, changed, or of a line that was begun anew', async () => {
    const { body } = await new Visitor(claim).join(api());
    const receipt = String(body.receipt);
    const thief = await new Visitor('the-claim-of-somebody-else').join(api(), eventId, { receipt });
    expect(thief.body.position).not.to.equal(body.position);
    expect((await new Visitor().join(api(), eventId, { receipt })).body.position).not.to.equal(body.position);
    const elsewhere = await new Visitor(claim).join(api(), otherEvent, { receipt });
    expect(elsewhere.body.requestId).not.to.equal(body.requestId);
    const before = keeps;
    for (const changed of [receipt.slice(0, -2), receipt.replace('.', '..'), 'x', '', 7, null])
      expect((await new Visitor(claim).join(api(), eventId, { receipt: changed })).body.position).to.equal(
        body.position,
      );
    expect(keeps - before, 'looks into the table').to.equal(6);
    line.open(eventId, { epoch: 1, nextPosition: 50 });
    expect((await new Visitor(claim).join(api(), eventId, { receipt })).body.position).to.equal(51);
  });

  it('is not given by a room that is closed', async () => {
    line.open(eventId, { mode: 'closed' });
    const { status, body } = await new Visitor(claim).join(api());
    expect(status).to.equal(403);
    expect(body.code).to.equal('WAITING_ROOM_CLOSED' satisfies ProblemCode);
    expect(body).not.to.have.property('receipt');
  });
});
