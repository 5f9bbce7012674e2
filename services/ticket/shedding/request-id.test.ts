import { expect } from 'chai';
import { z } from 'zod';
import { newRequestId, timeOfRequest } from './request-id.ts';

describe('the id of a booking request', () => {
  it('is a UUID of version 7 that begins with its time', () => {
    const now = new Date('2026-11-22T23:40:00.123Z');
    const id = newRequestId(now);

    expect(z.uuidv7().safeParse(id).success).to.equal(true);
    expect(timeOfRequest(id)).to.equal(now.getTime());
    expect(newRequestId(now)).not.to.equal(id);
  });

  it('tells no time of another kind of id', () => {
    for (const other of ['00000000-0000-4000-8000-000000000001', 'x', '', '01900000-0000-7000-c000-000000000001'])
      expect(timeOfRequest(other)).to.equal(undefined);
  });
});
