import { expect } from 'chai';
import { newOrderId, sourcesOf } from './payment.ts';

describe('payment', () => {
  it('takes money only for a payment that was pending when the provider was asked', () => {
    expect(sourcesOf('approving')).to.deep.equal(['pending']);
    expect(sourcesOf('confirmed')).to.deep.equal(['approving']);
  });

  it('withdraws only what nobody has begun to pay', () => {
    expect(sourcesOf('withdrawn')).to.deep.equal(['pending']);
  });

  it('gives money back once: refunded has one way in and none out', () => {
    expect(sourcesOf('refunded')).to.deep.equal(['refunding']);
    expect(sourcesOf('refunding')).to.deep.equal(['confirmed', 'failed', 'withdrawn']);
  });

  it('never returns to pending', () => {
    expect(sourcesOf('pending')).to.deep.equal([]);
  });

  it('names orders by time and eight hex digits', () => {
    const orderId = newOrderId(new Date(1_700_000_000_000), '0b7f9a52-1111-4222-8333-44445a6b7c8d');

    expect(orderId).to.equal('ORD_1700000000000_5A6B7C8D');
  });
});
