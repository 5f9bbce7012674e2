/** Real Terraform with the real provider reads every stack, without a network: does it accept it, and what would it make? */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { localPath } from '../../../local/project-paths.ts';
import { type Terraform, terraformIn } from '../../../test/apply/terraform.ts';
import { terraformEnvironment } from '../../../test/aws-emulator/terraform-environment.ts';
import { describeWith } from '../../../test/needs.ts';
import { stackNames, synthesise } from '../../synthesise.ts';
import { faultsOfPlan } from '../policy/planned-stack.ts';
import { type AwsAnswers, startAwsAnswers } from './testing/aws-answers.ts';
import { missingTerraform } from './testing/missing-terraform.ts';

interface Change {
  readonly address: string;
  readonly type: string;
  readonly change: { readonly actions: readonly string[]; readonly after: Readonly<Record<string, unknown>> };
}

/** Below one of these names stands something that nobody may read. */
const SECRET = /^(password|auth_token|master_password|secret_string|secret_binary)$/;

describeWith(missingTerraform(), 'terraform with provider 5.100.0', () => {
  const outdir = localPath('terraform-plan');
  let files: ReadonlyMap<string, string>;
  let aws: AwsAnswers;

  before(async () => {
    rmSync(outdir, { recursive: true, force: true });
    files = synthesise(stackNames, outdir, { env: {}, now: new Date('2026-06-01T00:00:00Z') }).files;
    aws = await startAwsAnswers();
  });
  after(() => aws?.stop());

  for (const name of stackNames)
    describe(`stack ${name}`, () => {
      let terraform: Terraform;

      before(async function () {
        this.timeout(120_000);
        const folder = path.dirname(files.get(name) ?? '');
        // The bucket of the state is not there; everything else is as it is deployed.
        writeFileSync(path.join(folder, 'backend_override.tf.json'), '{"terraform":{"backend":{"local":{}}}}');
        terraform = terraformIn(folder, { ...terraformEnvironment(), AWS_ENDPOINT_URL: aws.endpoint });
        const init = await terraform.must('init', '-input=false', '-no-color');
        expect(init).to.match(/hashicorp\/aws v5\.100\.0/);
      });

      it('is valid, and uses nothing that is deprecated', async function () {
        this.timeout(120_000);

        const result = JSON.parse((await terraform.run('validate', '-json')).stdout) as { diagnostics: unknown[] };

        expect(result).to.deep.include({ valid: true, diagnostics: [] });
      });

      it('plans to make what was synthesised, and to destroy nothing', async function () {
        this.timeout(120_000);
        const started = performance.now();
        await terraform.must('plan', '-input=false', '-no-color', '-out=tfplan');
        console.log(`      plan of ${name}: ${((performance.now() - started) / 1_000).toFixed(1)} s`);
        const plan = await terraform.must('show', '-json', 'tfplan');
        mkdirSync(outdir, { recursive: true });
        writeFileSync(path.join(outdir, `${name}.plan.json`), plan);

        const planned: unknown = JSON.parse(plan);
        const changes = (planned as { resource_changes: Change[] }).resource_changes;
        const made = changes.filter(({ change }) => change.actions.join() === 'create');
        const read = changes.filter(({ change }) => change.actions.join() === 'read');

        expect(made.length + read.length).to.equal(changes.length);
        expect(made.map(({ address }) => address.replace(/\[.*\]$/, ''))).to.include.members(synthesised(name));
        expect(plaintext(made)).to.deep.equal([]);
        expect(faultsOfPlan(planned), 'policies over what the provider made of it').to.deep.equal([]);
      });
    });

  // In a describe of its own: mocha runs what stands directly here before the stacks.
  describe('all plans together', () => {
    it('asks AWS who it is and for the prefix list of CloudFront, and nothing else', () => {
      expect([...new Set(aws.asked)].toSorted()).to.deep.equal([
        'DescribeManagedPrefixLists',
        'GetCallerIdentity',
        'GetManagedPrefixListEntries',
      ]);
    });
  });

  /** Addresses of the stack. */
  const synthesised = (name: string): string[] => {
    const stack = JSON.parse(readFileSync(files.get(name) ?? '', 'utf8')) as { resource: Record<string, object> };
    return Object.entries(stack.resource).flatMap(([type, named]) => Object.keys(named).map((one) => `${type}.${one}`));
  };

  /** Secrets whose value the plan knows: they would stand in the state. */
  const plaintext = (changes: readonly Change[]): string[] =>
    changes.flatMap(({ address, change }) =>
      Object.entries(change.after)
        .filter(([key, value]) => SECRET.test(key) && typeof value === 'string' && value !== '')
        .map(([key]) => `${address}.${key}`),
    );
});
