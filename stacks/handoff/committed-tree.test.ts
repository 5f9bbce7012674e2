import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { localPath } from '../../local/project-paths.ts';
import { runProgram } from '../../test/apply/terraform.ts';
import { terraformEnvironment } from '../../test/aws-emulator/terraform-environment.ts';
import { describeWith } from '../../test/needs.ts';
import { missingTerraform } from '../proofs/terraform-plan/testing/missing-terraform.ts';
import { buildTree, type Tree } from './build-tree.ts';

const root = path.resolve('terraform');
/** The longest file that a person still reads (issue 5, Reach). */
const LONGEST = 400;
const MODULES = [
  'alb',
  'cloudfront',
  'dynamodb-vwr',
  'eks',
  'elasticache',
  'lambda-vwr',
  'lambda-worker',
  'msk',
  'rds',
  's3',
  'sqs',
  'vpc',
  'vpc-endpoints',
];

/** Parts that both environments have and the document names without a module of their own. */
const SUPPORT = ['data-setup', 'identities', 'image-registry', 'keys', 'notifications', 'secrets', 'security-groups'];

describe('terraform/ as it is committed', () => {
  let tree: Tree;
  before(() => {
    tree = buildTree();
  });

  it('is what the constructs say today, to the last byte (npm run hcl writes it anew)', () => {
    const meant = new Map<string, Buffer>([
      ...[...tree.files].map(([name, text]) => [name, Buffer.from(text)] as const),
      ...[...tree.bundles].map(([name, from]) => [name, readFileSync(from)] as const),
    ]);
    const there = filesBelow(root);
    const changed = [...meant].filter(([name, text]) => there.has(name) && !there.get(name)?.equals(text));
    expect({
      missing: [...meant.keys()].filter((name) => !there.has(name)),
      left: [...there.keys()].filter((name) => !meant.has(name)),
      changed: changed.map(([name]) => name),
    }).to.deep.equal({ missing: [], left: [], changed: [] });
  });

  it('has the thirteen modules of architecture.md 11, and both environments', () => {
    const folders = (where: string) =>
      readdirSync(path.join(root, where), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name);
    expect(folders('modules').toSorted()).to.deep.equal(MODULES);
    expect(folders('support').toSorted()).to.deep.equal(SUPPORT);
    expect(folders('environments').toSorted()).to.deep.equal(['prod', 'staging']);
  });

  it('says nothing twice: a file of both environments is the same, or says what the document gives to one', () => {
    const names = (of: string) =>
      [...tree.files.keys()]
        .filter((name) => name.startsWith(`environments/${of}/`))
        .map((name) => path.basename(name));
    const onlyProd = names('prod').filter((name) => !names('staging').includes(name) && !name.startsWith('moved'));
    expect(onlyProd).to.have.members(['firewall.tf', 'origin-header.tf', 'stateful-guard.tf']);
  });

  it('calls all of them in prod and all but the CDN in staging', () => {
    const called = (name: string) =>
      [
        ...(tree.files.get(`environments/${name}/main.tf`) ?? '').matchAll(/source += "\.\.\/\.\.\/modules\/(.*)"/g),
      ].map(([, module]) => module);
    expect(called('prod')).to.have.members(MODULES);
    expect(MODULES.filter((name) => !called('staging').includes(name))).to.deep.equal(['cloudfront']);
  });

  it('has no file over 400 lines', () => {
    const long = [...tree.files].filter(([, text]) => text.split('\n').length - 1 > LONGEST);
    expect(long.map(([name]) => name)).to.deep.equal([]);
  });

  it('describes every variable and every output', () => {
    const mute = [...tree.files].flatMap(([name, text]) =>
      [...text.matchAll(/^(?:variable|output) "(\w+)" \{\n(.*)/gm)]
        .filter(([, , first]) => !/^ +description += ".{10,}/.test(first ?? ''))
        .map(([, word]) => `${name}: ${word}`),
    );
    expect(mute).to.deep.equal([]);
  });
});

describeWith(missingTerraform(), 'terraform/ under terraform fmt', () => {
  it('stands as `terraform fmt` leaves it', async () => {
    const log = localPath('handoff-fmt.log');
    const { stdout, code } = await runProgram('terraform', ['fmt', '-check', '-recursive', '-list=true', root], {
      cwd: path.dirname(log),
      env: terraformEnvironment(),
      log,
    });
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: '' });
  });
});

/** Every file that is committed below a folder; what `terraform init` leaves there is not. */
function filesBelow(folder: string): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  const walk = (where: string) => {
    for (const entry of readdirSync(path.join(folder, where), { withFileTypes: true })) {
      const name = path.posix.join(where, entry.name);
      if (entry.name.startsWith('.terraform') || entry.name.endsWith('.tfvars') || entry.name.includes('.tfstate'))
        continue;
      if (entry.isDirectory()) walk(name);
      else found.set(name, readFileSync(path.join(folder, name)));
    }
  };
  walk('');
  return found;
}
