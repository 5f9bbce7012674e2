import { expect } from 'chai';
import { everyRole, listOf, oidc } from './testing/synthesised-roles.ts';

/** Where AWS knows no narrower resource, by role and statement, and why. */
const onEveryResource: Readonly<Record<string, string>> = {
  'ci-images/SignIn': 'signing in at ECR has no resource',
  'ticket-worker/Tracing': 'X-Ray has no resources',
  'vwr-api/Tracing': 'X-Ray has no resources',
  'vwr-advancer/Tracing': 'X-Ray has no resources',
  'load-balancer-controller/Look': 'describe calls of EC2 and Elastic Load Balancing have no resources',
  'node-autoscaler/Look': 'describe calls of Auto Scaling and EC2 have no resources',
  'alarms-slack/ReadMetrics': 'metrics have no resources',
  'database-setup/NetworkInterfaces': 'Lambda checks for these on every resource',
  'topic-setup/NetworkInterfaces': 'Lambda checks for these on every resource',
  'redis-rotation/NetworkInterfaces': 'Lambda checks for these on every resource',
};

/** Services of which AWS does not say that they send a source account when they take a role. */
const withoutSourceAccount = ['eks-node', 'rds-proxy', 'lambda-edge', 'api-gateway-logs', 'alarms-slack'];

describe('least privilege of every role', () => {
  const roles = [...everyRole()];
  const allowed = roles.flatMap(([name, role]) =>
    role.statements
      .filter(({ Effect }) => Effect === 'Allow')
      .map((statement) => ({ name: `${name}/${statement.Sid}`, ...statement })),
  );

  it('looks at all of them', () => {
    expect(roles.length).to.equal(32);
    expect(allowed.length).to.be.greaterThan(60);
  });

  it('allows no action by wildcard', () => {
    for (const { name, NotAction } of allowed) expect(NotAction, name).to.equal(undefined);
    for (const { name, Action } of allowed)
      for (const action of listOf(Action)) expect(action, name).to.match(/^[a-z0-9-]+:[A-Za-z0-9]+$/);
  });

  it('allows on every resource only what AWS cannot narrow', () => {
    const wide = allowed.filter(({ Resource }) => listOf(Resource).includes('*')).map(({ name }) => name);

    expect(wide.sort()).to.deep.equal(Object.keys(onEveryResource).sort());
  });

  it('names each statement of a policy once', () => {
    for (const [name, { statements }] of roles) {
      const sids = statements.map(({ Sid }) => Sid);
      expect(new Set(sids).size, name).to.equal(sids.length);
    }
  });

  it('stays below what IAM takes: 64 characters a name, 10,240 a role of policy', () => {
    for (const [name, { statements }] of roles) {
      expect(`urr-staging-${name}`.length).to.be.at.most(64);
      expect(JSON.stringify(statements).length, name).to.be.below(10_240);
    }
  });

  it('puts every role inside the boundary, except the one that makes them', () => {
    for (const [name, { boundary }] of roles)
      if (name === 'ci-deploy') expect(boundary).to.equal(undefined);
      else expect(boundary, name).to.match(/^\$\{aws_iam_policy\..+\.arn\}$/);
  });

  it('lets a pod take a role by exactly its service account and audience', () => {
    const federated = roles.filter(([, { trust }]) => trust[0]?.Principal?.Federated === oidc.providerArn);

    expect(federated.length).to.equal(14);
    for (const [name, { trust }] of federated) {
      const equals = trust[0]?.Condition?.StringEquals ?? {};
      expect(Object.keys(trust[0]?.Condition ?? {}), name).to.deep.equal(['StringEquals']);
      expect(equals[`${oidc.issuer}:aud`], name).to.equal('sts.amazonaws.com');
      expect(equals[`${oidc.issuer}:sub`], name).to.match(/^system:serviceaccount:[a-z-]+:[a-z-]+$/);
    }
  });

  it('lets a service take a role for this account only, where the service says for whom it acts', () => {
    for (const [name, { trust }] of roles) {
      if (trust[0]?.Principal?.Service === undefined) continue;
      const account = trust[0].Condition?.StringEquals?.['aws:SourceAccount'];
      expect(account, name).to.equal(withoutSourceAccount.includes(name) ? undefined : '123456789012');
    }
  });

  it('lets each secret be opened by its readers only, through Secrets Manager', () => {
    for (const { name, Action, Condition } of allowed) {
      if (!listOf(Action).includes('kms:Decrypt') || name.endsWith('/StateKey')) continue;
      expect(Condition?.StringEquals, name).to.have.property('kms:ViaService');
    }
  });

  it('keeps functions of ours to their own log group (infrastructure.md 8)', () => {
    for (const name of ['vwr-api', 'vwr-advancer', 'database-setup', 'topic-setup', 'redis-rotation']) {
      const logs = allowed.filter((statement) => listOf(statement.Action).some((action) => action.startsWith('logs:')));
      expect(logs.find((statement) => statement.name === `${name}/OwnLogs`)?.Resource).to.equal(
        `arn:aws:logs:ap-northeast-2:123456789012:log-group:/aws/lambda/urr-prod-${name}:*`,
      );
    }
  });

  it('does not let the public API of the waiting room scan or query (infrastructure.md 8)', () => {
    const actions = allowed.filter(({ name }) => name.startsWith('vwr-api/')).flatMap(({ Action }) => listOf(Action));

    expect(actions).to.include('dynamodb:UpdateItem');
    expect(actions).to.not.include.members(['dynamodb:Scan']).and.not.include.members(['dynamodb:Query']);
  });

  it('lets the load balancer controller enter pods and make nothing', () => {
    const actions = allowed
      .filter(({ name }) => name.startsWith('load-balancer-controller/'))
      .flatMap(({ Action }) => listOf(Action));

    for (const action of actions) expect(action).to.match(/:(Describe|RegisterTargets$|DeregisterTargets$)/);
  });
});
