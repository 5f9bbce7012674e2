import { existsSync, readdirSync } from 'node:fs';
import { expect } from 'chai';

const folder = import.meta.dirname;
const found = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('modules', () => {
  it('are exactly the thirteen of architecture.md 11', () => {
    expect(found.map(({ name }) => name)).to.have.members([
      'vpc',
      'vpc-endpoints',
      'eks',
      'rds',
      'elasticache',
      'msk',
      'alb',
      'cloudfront',
      's3',
      'sqs',
      'lambda-vwr',
      'lambda-worker',
      'dynamodb-vwr',
    ]);
  });

  for (const { name } of found)
    it(`${name} has a construct, settings, rules, a README and a test`, () => {
      const expected = ['index.ts', 'settings.ts', 'rules.ts', 'README.md', `${name}.test.ts`];

      expect(expected.filter((file) => !existsSync(`${folder}/${name}/${file}`))).to.deep.equal([]);
    });
});
