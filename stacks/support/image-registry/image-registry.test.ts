import { expect, use } from 'chai';
import { chaiTerraform } from '../../../test/chai-terraform/chai-terraform.ts';
import { synth } from '../../testing/synth.ts';
import { ImageRegistry } from './image-registry.ts';

use(chaiTerraform);

const stack = synth((scope) => {
  new ImageRegistry(scope, 'image-registry', { namePrefix: 'urr-prod', keyArn: 'arn:aws:kms:x:1:key/data' });
});

describe('image registry', () => {
  it('has a repository for each of the nine apps (architecture.md 3.1, 8.1)', () => {
    const names = Object.values(stack.resource?.aws_ecr_repository ?? {}).map(({ name }) => name);

    expect(names).to.have.members(
      ['gateway', 'ticket', 'payment', 'stats', 'auth', 'queue', 'community', 'catalog', 'frontend'].map(
        (app) => `urr-prod/${app}`,
      ),
    );
  });

  it('scans, encrypts, and never moves a tag (domain.md 10.5 #27)', () => {
    for (const repository of Object.values(stack.resource?.aws_ecr_repository ?? {}))
      expect(repository).to.deep.include({
        image_tag_mutability: 'IMMUTABLE',
        image_scanning_configuration: { scan_on_push: true },
        encryption_configuration: [{ encryption_type: 'KMS', kms_key: 'arn:aws:kms:x:1:key/data' }],
      });
  });

  it('forgets images without a tag after a day, and keeps the newest thirty', () => {
    expect(stack).to.have.resourceCount('aws_ecr_lifecycle_policy', 9);
    for (const { policy } of Object.values(stack.resource?.aws_ecr_lifecycle_policy ?? {})) {
      const { rules } = JSON.parse(String(policy)) as { rules: { selection: Record<string, unknown> }[] };
      expect(rules[0]?.selection).to.include({ tagStatus: 'untagged', countNumber: 1, countUnit: 'days' });
      expect(rules[1]?.selection).to.include({ tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 30 });
    }
  });
});
