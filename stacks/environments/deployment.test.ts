import { expect } from 'chai';
import { type EnvironmentName, readDeployment } from './deployment.ts';
import { deploymentNeeds } from './deployment-needs.ts';
import { environmentNamed } from './environment-named.ts';

const regional = 'arn:aws:acm:ap-northeast-2:210987654321:certificate/1b2c';
const edge = 'arn:aws:acm:us-east-1:210987654321:certificate/3d4e';

describe('deployment: what one installation decides', () => {
  it('stands on examples where nothing is set, and names every one of them', () => {
    const deployment = readDeployment('prod', {});

    expect(deployment.accountId).to.equal('123456789012');
    expect(deployment.domain).to.equal('tickets.example.com');
    expect(deployment.documentedValues).to.equal(false);
    expect(deployment.examples).to.include.members(['URR_PROD_ACCOUNT_ID', 'URR_PROD_DOMAIN']);
  });

  it('reads what is set, and then warns of nothing', () => {
    const deployment = readDeployment('staging', {
      URR_STAGING_ACCOUNT_ID: '210987654321',
      URR_STAGING_DOMAIN: 'staging.tickets.kr',
      URR_STAGING_ALARM_EMAILS: 'one@tickets.kr, two@tickets.kr',
      URR_STAGING_ADMIN_ROLE_ARNS: 'arn:aws:iam::210987654321:role/admin',
      URR_STAGING_GITHUB_REPOSITORY: 'owner/urr',
      URR_STAGING_INGRESS_CIDRS: '198.51.100.0/24,192.0.2.7/32',
      URR_STAGING_CERTIFICATE_ARN: regional,
      URR_STAGING_SLACK_WORKSPACE_ID: 'T0123',
      URR_STAGING_SLACK_CHANNEL_ID: 'C0123',
      URR_DOCUMENTED_VALUES: 'true',
    });

    expect(deployment).to.deep.include({
      accountId: '210987654321',
      alarmEmails: ['one@tickets.kr', 'two@tickets.kr'],
      ingressCidrs: ['198.51.100.0/24', '192.0.2.7/32'],
      certificates: { regionalArn: regional, edgeArn: null },
      slack: { workspaceId: 'T0123', channelId: 'C0123' },
      documentedValues: true,
      examples: [],
    });
  });

  const refused: [string, EnvironmentName, NodeJS.ProcessEnv, RegExp][] = [
    ['an account that is none', 'prod', { URR_PROD_ACCOUNT_ID: '12345' }, /URR_PROD_ACCOUNT_ID must be the 12 digits/],
    ['a domain that is none', 'prod', { URR_PROD_DOMAIN: 'https://x' }, /URR_PROD_DOMAIN must be a domain/],
    ['alarms for nobody', 'prod', { URR_PROD_ALARM_EMAILS: '' }, /URR_PROD_ALARM_EMAILS/],
    ['an address that is none', 'prod', { URR_PROD_ALARM_EMAILS: 'somebody' }, /URR_PROD_ALARM_EMAILS must be e-mail/],
    ['half a Slack channel', 'prod', { URR_PROD_SLACK_CHANNEL_ID: 'C1' }, /SLACK_WORKSPACE_ID and .* belong together/],
    [
      'a missing edge certificate',
      'prod',
      { URR_PROD_CERTIFICATE_ARN: regional },
      /URR_PROD_EDGE_CERTIFICATE_ARN is missing/,
    ],
    [
      'a missing ALB certificate',
      'prod',
      { URR_PROD_EDGE_CERTIFICATE_ARN: edge },
      /URR_PROD_CERTIFICATE_ARN is missing/,
    ],
    [
      'one certificate for both places (domain.md 10.5 #12)',
      'prod',
      { URR_PROD_CERTIFICATE_ARN: edge, URR_PROD_EDGE_CERTIFICATE_ARN: edge },
      /URR_PROD_CERTIFICATE_ARN must be a certificate of ACM in ap-northeast-2/,
    ],
    ['staging without CIDR list', 'staging', { URR_STAGING_INGRESS_CIDRS: '' }, /URR_STAGING_INGRESS_CIDRS is empty/],
    ['staging open to everybody', 'staging', { URR_STAGING_INGRESS_CIDRS: '0.0.0.0/0' }, /opens the ALB to everybody/],
    ['a network that is none', 'staging', { URR_STAGING_INGRESS_CIDRS: '10.0.0.300/8' }, /must be IPv4 CIDR blocks/],
    [
      'a switch that is neither on nor off',
      'prod',
      { URR_DOCUMENTED_VALUES: 'yes' },
      /URR_DOCUMENTED_VALUES must be true or false/,
    ],
    ['a repository that is none', 'prod', { URR_PROD_GITHUB_REPOSITORY: 'urr' }, /GITHUB_REPOSITORY must be owner/],
    [
      'an administrator whose role the pipeline could take',
      'prod',
      { URR_PROD_ADMIN_ROLE_ARNS: 'arn:aws:iam::210987654321:role/urr-prod-admin' },
      /URR_PROD_ADMIN_ROLE_ARNS names a role that begins with urr-prod-/,
    ],
    ['an endpoint that is no URL', 'prod', { URR_AWS_ENDPOINT: 'moto' }, /URR_AWS_ENDPOINT must be a URL/],
  ];
  for (const [what, name, env, message] of refused)
    it(`refuses ${what}`, () => {
      expect(() => environmentNamed(name, env)).to.throw(message);
    });

  it('asks for networks and edge certificate by what the environment is, not by its name', () => {
    const [prod, staging] = [environmentNamed('prod', {}), environmentNamed('staging', {})];
    const certificates = { regionalArn: regional, edgeArn: null };
    const bare = { ...prod.deployment, ingressCidrs: [], certificates };

    expect(deploymentNeeds({ ...prod, cdn: null, deployment: bare }).join()).to.match(
      /^URR_PROD_INGRESS_CIDRS is empty/,
    );
    expect(deploymentNeeds({ ...staging, cdn: prod.cdn, deployment: bare }).join()).to.match(
      /^URR_STAGING_EDGE_CERTIFICATE_ARN is missing/,
    );
    expect(deploymentNeeds(prod)).to.deep.equal([]);
  });

  it('says everything that is wrong at once', () => {
    expect(() => readDeployment('prod', { URR_PROD_ACCOUNT_ID: 'x', URR_PROD_DOMAIN: 'x' })).to.throw(
      /URR_PROD_ACCOUNT_ID.*\n.*URR_PROD_DOMAIN/,
    );
  });

  it('refuses an unknown environment by name, and says which there are', () => {
    expect(() => environmentNamed('production', {})).to.throw(
      '"production" is no environment; there are prod and staging',
    );
  });

  it('gives prod and staging the documented names (ruling D3)', () => {
    expect(environmentNamed('prod', {})).to.deep.include({
      namePrefix: 'urr-prod',
      clusterPrefix: 'urr-spring',
      namespace: 'urr-spring',
      region: 'ap-northeast-2',
    });
    expect(environmentNamed('staging', {})).to.deep.include({
      namePrefix: 'urr-staging',
      clusterPrefix: 'urr-staging',
      namespace: 'urr-staging',
      region: 'ap-northeast-2',
    });
  });
});
