import { expect } from 'chai';
import { type DatedValue, lifecycleWarnings, neverAccepted, valueToDeploy } from './lifecycle.ts';

const deployed = { documentedValues: false };
const documented = { documentedValues: true };
const day = (text: string) => new Date(`${text}T12:00:00Z`);

describe('lifecycle: values that AWS no longer takes', () => {
  const values: [DatedValue, string, string][] = [
    ['kubernetesVersion', '1.28', '1.35'],
    ['lambdaRuntime', 'nodejs20.x', 'nodejs22.x'],
    ['postgresVersion', '16.4', '16'],
    ['kafkaVersion', '3.6.0', '3.8.x'],
  ];
  for (const [name, inTheDocument, inUse] of values)
    it(`deploys ${inUse} as ${name}, and the documented ${inTheDocument} by one switch`, () => {
      expect(valueToDeploy(name, deployed)).to.equal(inUse);
      expect(valueToDeploy(name, documented)).to.equal(inTheDocument);
    });

  it('keeps every ruling from A1 to A10 in the table', () => {
    const rulings = ['A1', 'A2', 'A3', 'A9', ...neverAccepted.map((row) => row.ruling)];

    expect(rulings.toSorted()).to.deep.equal(['A1', 'A10', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9']);
  });

  it('says nothing while every deployed value has more than 90 days left', () => {
    expect(lifecycleWarnings(day('2026-11-22'), deployed)).to.deep.equal([]);
    expect(lifecycleWarnings(new Date('2026-12-27T23:59:59Z'), deployed)).to.deep.equal([]);
  });

  it('warns from the 90th day before the end, until the value is changed', () => {
    expect(lifecycleWarnings(new Date('2026-12-28T00:00:00Z'), deployed)).to.have.length(1);
    expect(lifecycleWarnings(day('2027-03-27'), deployed).join()).to.match(/A1.*1\.35 ends in 1 days \(2027-03-27\)/);
    expect(lifecycleWarnings(day('2027-03-28'), deployed).join()).to.match(/A1.*1\.35 ended on 2027-03-27/);
  });

  it('never warns about a value without a published end', () => {
    expect(lifecycleWarnings(day('2040-01-01'), deployed).join()).not.to.match(/Kafka/);
  });

  it('warns of every refused value once the switch asks for the document', () => {
    const warnings = lifecycleWarnings(day('2026-11-22'), documented);

    expect(warnings).to.have.length(4);
    expect(warnings[0]).to.match(/1\.28 is refused by AWS since 2025-11-26.*documentedValues off.*1\.35/);
  });

  it('warns of a documented value 90 days before AWS refuses it, and not earlier', () => {
    expect(lifecycleWarnings(day('2026-05-15'), documented).join('\n')).to.match(
      /nodejs20\.x will be refused by AWS in 17 days/,
    );
    expect(lifecycleWarnings(day('2025-01-01'), documented)).to.deep.equal([]);
  });
});
