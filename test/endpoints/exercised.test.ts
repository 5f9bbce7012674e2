import { expect } from 'chai';
import { documentedEndpoints, elsewhere, nameOf } from './documented-endpoints.ts';
import { notExercised } from './exercised.ts';

const wanted = documentedEndpoints.filter((endpoint) => !(nameOf(endpoint) in elsewhere));
const lines = wanted.map(
  ({ service, method, path }) => `${service} ${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')} 200`,
);

describe('the record of exercised endpoints', () => {
  it('misses nothing when each had a good answer, however its parameters are called', () => {
    expect(notExercised(lines.join('\n'))).to.deep.equal([]);
  });

  it('names what was never asked, and what was only ever refused', () => {
    const [first, second, ...others] = lines;

    const missing = notExercised([second!.replace(/200$/, '403'), ...others].join('\n'));

    expect(missing).to.deep.equal([nameOf(wanted[0]!), nameOf(wanted[1]!)]);
    expect(notExercised([first, second, ...others].join('\n'))).to.deep.equal([]);
  });
});
