import { expect } from 'chai';
import { checkConformance, compareWithDocument } from './conformance.ts';
import { judge } from './judge.ts';
import { lineOf } from './report.ts';
import { documentedPassages } from './table.ts';

/** Issues that are still open and bring documented values (Kubernetes, delivery, waiting room, services, front end). */
const OPEN_ISSUES = ['issue 6', 'issue 7', 'issue 8', 'issue 9'];

describe('conformance with architecture.md sections 1 to 10', () => {
  const verdicts = checkConformance();

  it('holds at least 250 documented values', () => {
    expect(verdicts.length).to.be.at.least(250);
    expect(verdicts.filter(({ state }) => state === 'met').length).to.be.at.least(250);
  });

  it('has no value that differs without being listed', () => {
    expect(verdicts.filter(({ state }) => state === 'wrong').map(lineOf)).to.deep.equal([]);
  });

  it('misses only what open issues bring', () => {
    const issues = new Set(verdicts.filter(({ state }) => state === 'not built yet').map(({ from }) => from));

    expect(OPEN_ISSUES).to.include.members([...issues]);
  });

  it('passes over headings and captions only', () => {
    const empty = documentedPassages.filter(({ values }) => values.length === 0).map(({ says }) => says);

    expect(empty).to.deep.equal([
      'Kafka 토픽 흐름:',
      '모든 서비스 공통:',
      'capabilities:',
      '모든 Spring 서비스:',
      'tier:backend Pod → AWS Managed Service 접근:',
      '6. 보안 계층 (6단계)',
      'Terraform 배포 시 자동 생성:',
    ]);
  });

  it('takes nothing for met that is not there: of empty stacks only three absences of staging are true', () => {
    const empty = (environment: 'prod' | 'staging') => ({ environment, stack: {}, platform: {}, manifests: () => [] });
    const grounds = { isListed: () => true, exists: () => false };

    const met = judge(documentedPassages, {
      built: { prod: empty('prod'), staging: empty('staging') },
      ...grounds,
    }).filter(
      ({ state, from }) =>
        (state === 'met' || state === 'deviating') && !/^(services|docker-compose|local|\.github)/.test(from),
    );

    expect(met.map(({ passage, item }) => `${passage.row}, ${passage.column}: ${item}`)).to.deep.equal([
      'DB, Staging: no proxy',
      'CDN, Staging: distributions',
      'VWR Tier 1, Staging: tables of the waiting room',
    ]);
  });

  it('takes nothing of an overlay for met that has no objects, not even an absence', () => {
    const empty = (environment: 'prod' | 'staging') => ({ environment, stack: {}, platform: {}, manifests: () => [] });
    const built = { prod: empty('prod'), staging: empty('staging') };

    const met = judge(documentedPassages, { built, isListed: () => true, exists: () => true }).filter(
      ({ state, from }) => (state === 'met' || state === 'deviating') && from.startsWith('k8s/'),
    );

    expect(met.map(lineOf)).to.deep.equal([]);
  });

  it('says what the document says, cell by cell and line by line, where it is there', () => {
    // Without the document beside the checkout it says so aloud, and has nothing to compare.
    expect(compareWithDocument() ?? []).to.deep.equal([]);
  });
});
