import { expect } from 'chai';
import { createInFlight } from './in-flight.ts';

describe('in flight', () => {
  it('waits for the work on an order, and not for that on another', async () => {
    const inFlight = createInFlight();
    const steps: string[] = [];
    let finish: () => void = () => undefined;
    const work = inFlight.track('a', async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      steps.push('paid');
    });

    await inFlight.idle('b');
    const waiting = inFlight.idle('a').then(() => steps.push('webhook'));
    finish();
    await Promise.all([work, waiting]);

    expect(steps).to.deep.equal(['paid', 'webhook']);
  });

  it('forgets an order whose work failed, and does not fail with it', async () => {
    const inFlight = createInFlight();
    const work = inFlight.track('a', () => Promise.reject(new Error('declined')));
    const waiting = inFlight.idle('a');

    const error = await work.catch((thrown: unknown) => thrown);
    await waiting;
    await inFlight.idle('a');

    expect(String(error)).to.contain('declined');
  });

  it('loses patience with work that does not end', async () => {
    const inFlight = createInFlight();
    void inFlight.track('a', () => new Promise(() => undefined));

    await inFlight.idle('a', 1);
  });
});
