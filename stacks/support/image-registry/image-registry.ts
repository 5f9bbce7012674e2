import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy/index.js';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository/index.js';
import { Construct } from 'constructs';
import { type ServiceName, services } from '../../../services/registry.ts';

export interface ImageRegistryProps {
  /** Start of the repository names: `urr-prod` makes `urr-prod/gateway`. */
  readonly namePrefix: string;
  /** KMS key of the images. */
  readonly keyArn: string;
  /** Images that are kept of each app. Default 30: with about three tags a deployment, weeks of rollbacks (8.4). */
  readonly imagesKept?: number;
}

/** A repository of container images for each app of services/registry.ts (architecture.md 8.1). */
export class ImageRegistry extends Construct {
  readonly repositories: ReadonlyMap<ServiceName, EcrRepository>;

  constructor(scope: Construct, id: string, props: ImageRegistryProps) {
    super(scope, id);
    this.repositories = new Map(services.map(({ name }) => [name, this.#repository(name, props)]));
  }

  #repository(app: ServiceName, { namePrefix, keyArn, imagesKept = 30 }: ImageRegistryProps): EcrRepository {
    const repository = new EcrRepository(this, app, {
      name: `${namePrefix}/${app}`,
      // A tag names one image for ever, or a rollback would not bring back what ran; so there is no `latest`
      // (domain.md 10.5 #27).
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: keyArn }],
    });
    const rule = (rulePriority: number, description: string, selection: object) => ({
      rulePriority,
      description,
      selection,
      action: { type: 'expire' },
    });
    new EcrLifecyclePolicy(this, `${app}-lifecycle`, {
      repository: repository.name,
      policy: JSON.stringify({
        rules: [
          rule(1, 'Untagged images go after a day', {
            tagStatus: 'untagged',
            countType: 'sinceImagePushed',
            countUnit: 'days',
            countNumber: 1,
          }),
          rule(2, `The newest ${imagesKept} images stay`, {
            tagStatus: 'any',
            countType: 'imageCountMoreThan',
            countNumber: imagesKept,
          }),
        ],
      }),
    });
    return repository;
  }
}
