/** The tree and the stacks are the same: real Terraform plans both, and every resource is planned alike. */
import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { localPath } from '../../local/project-paths.ts';
import { terraformIn } from '../../test/apply/terraform.ts';
import { terraformEnvironment } from '../../test/aws-emulator/terraform-environment.ts';
import { describeWith } from '../../test/needs.ts';
import { type AwsAnswers, startAwsAnswers } from '../proofs/terraform-plan/testing/aws-answers.ts';
import { missingTerraform } from '../proofs/terraform-plan/testing/missing-terraform.ts';
import { synthesise } from '../synthesise.ts';
import { buildTree, type Tree } from './build-tree.ts';
import { comparable } from './testing/comparable.ts';
import { GUARD } from './tree/stateful-guard.ts';

interface Change {
  readonly address: string;
  readonly change: { readonly actions: readonly string[]; readonly after: unknown };
}

const LOCAL_STATE = '{"terraform":{"backend":{"local":{}}}}';

describeWith(missingTerraform(), 'the handed-over tree', function () {
  this.timeout(600_000);
  const folder = localPath('handoff-parity');
  let aws: AwsAnswers;
  let tree: Tree;

  before(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    cpSync(path.resolve('terraform'), path.join(folder, 'terraform'), {
      recursive: true,
      filter: (source) => !/\.terraform(\.lock\.hcl)?$/.test(source),
    });
    tree = buildTree();
    aws = await startAwsAnswers();
  });
  after(() => aws?.stop());

  async function planned(where: string): Promise<Map<string, unknown>> {
    const terraform = terraformIn(where, { ...terraformEnvironment(), AWS_ENDPOINT_URL: aws.endpoint });
    writeFileSync(path.join(where, 'backend_override.tf.json'), LOCAL_STATE);
    await terraform.must('init', '-input=false', '-no-color');
    await terraform.must('plan', '-input=false', '-no-color', '-out=tfplan');
    const plan = JSON.parse(await terraform.must('show', '-json', 'tfplan')) as { resource_changes: Change[] };
    const made = plan.resource_changes.filter(({ change }) => change.actions.join() === 'create');
    return new Map(made.map(({ address, change }) => [address, change.after]));
  }

  for (const name of ['prod', 'staging'])
    it(`plans ${name} as the stack does, resource by resource and value by value`, async () => {
      const { files } = synthesise([name], path.join(folder, 'stacks'), {
        env: {},
        now: new Date('2026-06-01T00:00:00Z'),
      });
      const ofStack = await planned(path.dirname(files.get(name) ?? ''));
      const root = path.join(folder, 'terraform/environments', name);
      copyFileSync(path.join(root, 'terraform.tfvars.example'), path.join(root, 'terraform.tfvars'));
      const ofTree = await planned(root);
      // The tree's own guard of the data (tree/stateful-guard.ts); cdktf says the same with literals of its own.
      expect(ofTree.delete(GUARD)).to.equal(name === 'prod');

      const addresses = tree.addresses.get(name);
      const expected = new Map([...ofStack].map(([address, after]) => [addresses?.get(address) ?? address, after]));
      expect([...ofTree.keys()].toSorted()).to.deep.equal([...expected.keys()].toSorted());
      for (const [address, after] of expected)
        expect(comparable(ofTree.get(address)), address).to.deep.equal(comparable(after));
    });
});
