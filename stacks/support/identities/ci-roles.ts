import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import { noDataOfPeople, ownEnvironmentOnly } from './ci-denials.ts';
import { manageIdentities, stayInside } from './ci-limits.ts';
import type { Identities } from './identities.ts';
import { Role } from './role.ts';
import { stateAccess, type TerraformState } from './state-access.ts';
import type { Statement } from './statement.ts';
import { trustGithub } from './trust.ts';

export interface CiRolesProps {
  /** GitHub repository, `owner/name`: no other may take the roles. */
  readonly repository: string;
  /** GitHub environment whose protection rules stand before a deployment (architecture.md 8.1): `prod`, `staging`. */
  readonly environment: string;
  /** Identity provider of GitHub, where the account has one already (an account holds it once). Default: made here. */
  readonly githubProviderArn?: string;
  readonly state: TerraformState;
}

/**
 * GitHub Actions without stored keys (B19): plans for pull requests; from the protected environment it brings images and
 * applies, each with a role of its own, so that the many jobs which build images cannot change the infrastructure.
 */
export function ciRoles(
  identities: Identities,
  props: CiRolesProps,
): { readonly plan: Role; readonly images: Role; readonly deploy: Role } {
  // No thumbprint: IAM checks GitHub's certificate against its own list of authorities.
  const providerArn =
    props.githubProviderArn ??
    new IamOpenidConnectProvider(identities, 'github', {
      url: 'https://token.actions.githubusercontent.com',
      clientIdList: ['sts.amazonaws.com'],
    }).arn;
  const limits = ownEnvironmentOnly(identities, props.environment, props.state);
  const plan = new Role(identities, 'ci-plan', {
    description: 'GitHub Actions: plan of a pull request',
    trust: trustGithub(providerArn, `repo:${props.repository}:pull_request`),
    managed: ['ReadOnlyAccess'],
    statements: [...stateAccess(props.state, 'read'), ...noDataOfPeople(props.state), ...limits],
  });
  const fromEnvironment = trustGithub(providerArn, `repo:${props.repository}:environment:${props.environment}`);
  const images = new Role(identities, 'ci-images', {
    description: 'GitHub Actions: images of this environment',
    trust: fromEnvironment,
    statements: pushImages(identities),
  });
  const deploy = new Role(identities, 'ci-deploy', {
    description: 'GitHub Actions: apply of this environment',
    trust: fromEnvironment,
    // A cluster, its brokers and the CDN take longer than the hour that a session lasts by itself.
    longestSessionSeconds: 7_200,
    // Everything but identities; the statements below let it manage those of this environment, inside the boundary.
    managed: ['PowerUserAccess'],
    statements: [
      ...stateAccess(props.state, 'write'),
      ...manageIdentities(identities),
      ...stayInside(identities),
      ...limits,
    ],
    bounded: false,
  });
  return { plan, images, deploy };
}

/** Brings images into the repositories of this environment, and pulls them again to look through them (architecture.md 8.1). */
function pushImages(identities: Identities): Statement[] {
  return [
    // Signing in has no resource (Service Authorization Reference, "Amazon Elastic Container Registry").
    { Sid: 'SignIn', Action: ['ecr:GetAuthorizationToken'], Resource: '*' },
    {
      Sid: 'Images',
      Action: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:CompleteLayerUpload',
        'ecr:DescribeImages',
        'ecr:GetDownloadUrlForLayer',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:UploadLayerPart',
      ],
      Resource: identities.arnOf('ecr', `repository/${identities.namePrefix}/*`),
    },
  ];
}
