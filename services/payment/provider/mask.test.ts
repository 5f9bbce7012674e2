import { expect } from 'chai';
import { maskObject } from './mask.ts';

describe('mask', () => {
  it('keeps the last four digits of card and account numbers', () => {
    const masked = maskObject({
      card: { number: '5365100012341234' },
      virtualAccount: { accountNumber: '12345678901234' },
    });

    expect(masked).to.deep.equal({
      card: { number: '************1234' },
      virtualAccount: { accountNumber: '**********1234' },
    });
  });

  it('removes secrets and personal data at any depth', () => {
    const masked = maskObject({
      secret: 'ps',
      a: [{ customerName: 'Kim', cvc: '123', note: 'kept' }],
      authorization: 'Basic x',
    });

    expect(masked).to.deep.equal({
      secret: '***',
      a: [{ customerName: '***', cvc: '***', note: 'kept' }],
      authorization: '***',
    });
  });

  it('leaves what identifies the order', () => {
    const order = { orderId: 'ORD_1700000000000_ABCDEF12', paymentKey: 'pk', totalAmount: 1000, approvedAt: null };

    expect(maskObject(order)).to.deep.equal(order);
  });

  it('takes out NUL, which PostgreSQL cannot store', () => {
    expect(maskObject({ 'na\u0000me': 'te\u0000xt', list: ['\u0000'] })).to.deep.equal({ name: 'text', list: [''] });
  });

  it('ends on values that are nested without end', () => {
    const deep: Record<string, unknown> = {};
    deep.self = deep;

    expect(JSON.stringify(maskObject(deep))).to.contain('***');
  });
});
