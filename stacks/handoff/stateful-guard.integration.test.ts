/** Nobody destroys prod's data by a slip: real Terraform plans on a state that holds a table and the guard. */
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { type Ended, terraformIn } from '../../test/apply/terraform.ts';
import { terraformEnvironment } from '../../test/aws-emulator/terraform-environment.ts';
import { describeWith } from '../../test/needs.ts';
import { type AwsAnswers, startAwsAnswers } from '../proofs/terraform-plan/testing/aws-answers.ts';
import { missingTerraform } from '../proofs/terraform-plan/testing/missing-terraform.ts';
import { treeCopy } from './testing/tree-copy.ts';

const table = {
  module: 'module.dynamodb_vwr',
  mode: 'managed',
  type: 'aws_dynamodb_table',
  name: 'counters',
  provider: 'provider["registry.terraform.io/hashicorp/aws"]',
  instances: [{ schema_version: 1, attributes: { id: 'a-table', name: 'a-table', hash_key: 'eventId' } }],
};
const guard = {
  mode: 'managed',
  type: 'terraform_data',
  name: 'stateful_guard',
  provider: 'provider["terraform.io/builtin/terraform"]',
  instances: [
    {
      schema_version: 0,
      attributes: { id: 'guard', triggers_replace: { value: ['a-table'], type: ['tuple', ['string']] } },
    },
  ],
};

describeWith(missingTerraform(), 'the guard of stateful resources', function () {
  this.timeout(600_000);
  let copy: string;
  let aws: AwsAnswers;

  before(async () => {
    copy = treeCopy('handoff-guard');
    aws = await startAwsAnswers();
  });
  after(() => aws.stop());

  async function plan(name: string, resources: readonly object[], ...args: readonly string[]): Promise<Ended> {
    const root = path.join(copy, 'environments', name);
    copyFileSync(path.join(root, 'terraform.tfvars.example'), path.join(root, 'terraform.tfvars'));
    writeFileSync(path.join(root, 'backend_override.tf.json'), '{"terraform":{"backend":{"local":{}}}}');
    const state = { version: 4, terraform_version: '1.11.4', serial: 1, lineage: 'of-a-test', outputs: {}, resources };
    writeFileSync(path.join(root, 'terraform.tfstate'), JSON.stringify(state));
    const terraform = terraformIn(root, { ...terraformEnvironment(), AWS_ENDPOINT_URL: aws.endpoint });
    await terraform.must('init', '-input=false', '-no-color');
    return terraform.run('plan', '-input=false', '-no-color', '-refresh=false', ...args);
  }

  it('refuses to destroy prod', async () => {
    const { code, stderr } = await plan('prod', [table, guard], '-destroy');
    expect(code).to.equal(1);
    expect(stderr).to.contain('Instance cannot be destroyed').and.to.contain('terraform_data.stateful_guard');
  });

  it('refuses a plan of prod that would make a stateful resource anew', async () => {
    const { code, stderr } = await plan('prod', [guard]);
    expect(code).to.equal(1);
    expect(stderr).to.contain('Instance cannot be destroyed');
  });

  it('lets staging be destroyed', async () => {
    const { code, stdout } = await plan('staging', [table], '-destroy');
    expect(code).to.equal(0);
    expect(stdout).to.contain('0 to add, 0 to change, 1 to destroy');
  });
});
