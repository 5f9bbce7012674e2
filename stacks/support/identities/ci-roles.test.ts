import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { boundaryOf, everyRole, listOf } from './testing/synthesised-roles.ts';

const roles = everyRole();
const deploy = roles.get('ci-deploy');
const plan = roles.get('ci-plan');
const statement = (sid: string) => deploy?.statements.find(({ Sid }) => Sid === sid);
const ofPlan = (sid: string) => plan?.statements.find(({ Sid }) => Sid === sid);
const stateObject = 'arn:aws:s3:::urr-terraform-state-prod/prod/terraform.tfstate';

describe('CI roles (ruling B19, architecture.md 8.1)', () => {
  it('lets only the protected environment of one repository deploy', () => {
    expect(deploy?.trust[0]?.Condition).to.deep.equal({
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': 'repo:urr/urr:environment:prod',
      },
    });
  });

  it('lets pull requests plan: read, and take the lock', () => {
    expect(plan?.trust[0]?.Condition?.StringEquals?.['token.actions.githubusercontent.com:sub']).to.equal(
      'repo:urr/urr:pull_request',
    );
    expect(plan?.managed).to.deep.equal(['arn:aws:iam::aws:policy/ReadOnlyAccess']);
    expect(plan?.statements.find(({ Sid }) => Sid === 'State')?.Action).to.deep.equal(['s3:GetObject']);
  });

  it('lets the protected environment bring images into its own repositories, and nothing else', () => {
    const images = roles.get('ci-images');

    expect(images?.trust[0]?.Condition?.StringEquals?.['token.actions.githubusercontent.com:sub']).to.equal(
      'repo:urr/urr:environment:prod',
    );
    expect(images?.managed).to.deep.equal([]);
    expect(images?.statements.map(({ Sid, Resource }) => [Sid, Resource])).to.deep.equal([
      ['SignIn', '*'],
      ['Images', 'arn:aws:ecr:ap-northeast-2:123456789012:repository/urr-prod/*'],
    ]);
    expect(listOf(images?.statements[1]?.Action)).to.include.members(['ecr:PutImage', 'ecr:DescribeImages']);
    for (const action of images?.statements.flatMap(({ Action }) => listOf(Action)) ?? [])
      expect(action).to.not.match(/Delete|Policy|Repository|Tag/);
  });

  it('lets an apply last two hours, as long as its workflow asks for (.github/workflows/infrastructure.yml)', () => {
    const workflow = readFileSync(
      path.resolve(import.meta.dirname, '../../../.github/workflows/infrastructure.yml'),
      'utf8',
    );

    expect(deploy?.longestSession).to.equal(Number(/role-duration-seconds: (\d+)/.exec(workflow)?.[1]));
  });

  it('gives the rights of both locks: <key>.tflock and the table (ruling D8)', () => {
    expect(statement('StateLockObject')).to.deep.include({
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      Resource: 'arn:aws:s3:::urr-terraform-state-prod/prod/terraform.tfstate.tflock',
    });
    expect(statement('StateLockItem')).to.deep.include({
      Action: ['dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
    });
  });

  it('gives rights to roles of this environment only, and only inside the boundary', () => {
    expect(statement('RightsInsideTheBoundary')?.Resource).to.equal('arn:aws:iam::123456789012:role/urr-prod-*');
    expect(statement('RightsInsideTheBoundary')?.Condition?.StringEquals?.['iam:PermissionsBoundary']).to.match(
      /^\$\{aws_iam_policy\./,
    );
    expect(statement('PassRoles')?.Condition?.StringEquals).to.have.property('iam:PassedToService');
  });

  it('keeps CI from raising itself, from the boundary and from other regions (Slack is served from us-east-2)', () => {
    expect(statement('NotItself')).to.deep.include({
      Effect: 'Deny',
      Resource: 'arn:aws:iam::123456789012:role/urr-prod-ci-*',
    });
    expect(statement('NotTheBoundary')?.Effect).to.equal('Deny');
    expect(statement('NotElsewhere')).to.deep.include({
      Effect: 'Deny',
      NotAction: ['chatbot:*'],
      Condition: { StringNotEquals: { 'aws:RequestedRegion': ['ap-northeast-2', 'us-east-1'] } },
    });
  });

  it('lets a plan look at the identities that Terraform made: the boundary must not hide them', () => {
    const boundary = boundaryOf('urr-prod');
    const looks = boundary.find(({ Sid }) => Sid === 'LookAtIdentities');

    expect(looks?.Effect).to.equal('Allow');
    expect(looks?.Action).to.include.members([
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListRolePolicies',
      'iam:ListAttachedRolePolicies',
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
      'iam:GetOpenIDConnectProvider',
    ]);
    for (const action of listOf(looks?.Action)) expect(action).to.match(/^iam:(Get|List)[A-Za-z]+$/);
  });

  it('keeps what people wrote from the plan of a pull request: items, objects, logs, messages, sampled requests', () => {
    expect(ofPlan('NoObjectsButTheState')).to.deep.include({
      Effect: 'Deny',
      NotResource: [stateObject, `${stateObject}.tflock`],
    });
    expect(ofPlan('NoItemsButTheLock')).to.deep.include({
      Effect: 'Deny',
      NotResource: 'arn:aws:dynamodb:ap-northeast-2:123456789012:table/urr-terraform-locks',
    });
    expect(listOf(ofPlan('NoItemsButTheLock')?.Action)).to.include.members(['dynamodb:Scan', 'dynamodb:Query']);
    expect(listOf(ofPlan('NoLogsNorMessages')?.Action)).to.include.members([
      'logs:GetLogEvents',
      'logs:FilterLogEvents',
      'wafv2:GetSampledRequests',
    ]);
  });

  it('opens no secret, and keeps the pipeline of one environment out of another in the same account', () => {
    for (const role of [plan, deploy]) {
      const find = (sid: string) => role?.statements.find(({ Sid }) => Sid === sid);
      expect(find('NoSecretValues')).to.deep.include({ Effect: 'Deny', Resource: '*' });
      expect(find('NoSecretValues')?.Action).to.include('secretsmanager:GetSecretValue');
      expect(find('NotAnotherEnvironment')).to.deep.include({
        Effect: 'Deny',
        Action: ['*'],
        Condition: {
          StringNotEquals: { 'aws:ResourceTag/environment': 'prod' },
          Null: { 'aws:ResourceTag/environment': 'false' },
        },
      });
      expect(find('NotAnothersBuckets')).to.deep.include({
        Effect: 'Deny',
        Action: ['s3:*'],
        NotResource: [
          'arn:aws:s3:::urr-prod-*',
          'arn:aws:s3:::urr-terraform-state-prod',
          'arn:aws:s3:::urr-terraform-state-prod/*',
        ],
      });
    }
  });
});
