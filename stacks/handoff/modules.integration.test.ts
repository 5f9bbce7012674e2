/** `terraform test` of every module of the tree: documented values in its plan, validations that refuse. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { lastWords, terraformIn } from '../../test/apply/terraform.ts';
import { terraformEnvironment } from '../../test/aws-emulator/terraform-environment.ts';
import { describeWith } from '../../test/needs.ts';
import { missingTerraform } from '../proofs/terraform-plan/testing/missing-terraform.ts';
import { treeCopy } from './testing/tree-copy.ts';

describeWith(missingTerraform(), 'the modules of the handed-over tree', function () {
  this.timeout(600_000);
  let copy: string;

  before(() => {
    copy = treeCopy('handoff-modules');
  });

  const roots = ['modules', 'support', 'environments'].flatMap((folder) =>
    readdirSync(path.join('terraform', folder)).map((name) => `${folder}/${name}`),
  );
  for (const root of roots)
    it(`${root} passes its own tests in Terraform`, async () => {
      const terraform = terraformIn(path.join(copy, root), terraformEnvironment());
      await terraform.must('init', '-input=false', '-no-color', '-backend=false');
      const { code, stdout, stderr } = await terraform.run('test', '-no-color');
      expect(code, lastWords(`${stdout}\n${stderr}`, 60)).to.equal(0);
      expect(stdout).to.match(/Success! [1-9]\d* passed, 0 failed/);
    });

  it('the bootstrap is valid', async () => {
    const terraform = terraformIn(path.join(copy, 'bootstrap'), terraformEnvironment());
    await terraform.must('init', '-input=false', '-no-color');
    expect(await terraform.must('validate', '-no-color')).to.contain('The configuration is valid');
  });
});
