import { expect } from 'chai';
import { everyRole } from './testing/synthesised-roles.ts';

const roles = everyRole();
const deploy = roles.get('ci-deploy');
const plan = roles.get('ci-plan');
const statement = (sid: string) => deploy?.statements.find(({ Sid }) => Sid === sid);

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
});
