/**
 * What `cdktf synth --hcl` gets wrong (infrastructure.md 4.1), each shown not to happen here. H3, H4 (arguments), H7 and
 * H8 are in hcl/resource-body.test.ts too, nasty strings in hcl/expression.test.ts.
 */
import { createRequire } from 'node:module';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy/index.js';
import { TerraformLocal, Testing } from 'cdktf';
import { expect } from 'chai';
import { ReadableStack } from '../readable-stack.ts';
import { buildTree } from './build-tree.ts';
import { type Block, fileText } from './hcl/body.ts';
import type { BlockSchema } from './hcl/resource-body.ts';
import { entriesOf } from './tree/entries.ts';
import { resourceBlock, variableBlocks } from './tree/module-files.ts';
import { rootBlocks } from './tree/root-blocks.ts';

type Parse = (file: string, text: string) => Promise<Record<string, Record<string, unknown>>>;
// It comes with cdktf-cli, whose own dependency it is.
const { parse } = createRequire(createRequire(import.meta.url).resolve('cdktf-cli/package.json'))(
  '@cdktf/hcl2json',
) as { parse: Parse };

const schema = new Map<string, BlockSchema>([
  [
    'aws_sqs_queue',
    { arguments: { name: null, delay_seconds: null, fifo_queue: null, tags: null, redrive_policy: null }, blocks: {} },
  ],
  ['aws_sqs_queue_policy', { arguments: { queue_url: null, policy: null }, blocks: {} }],
  [
    'aws_security_group',
    { arguments: { name: null, egress: ['cidr_blocks', 'from_port', 'protocol', 'to_port'] }, blocks: {} },
  ],
]);

function emitted(build: (stack: ReadableStack) => void): string {
  const stack = new ReadableStack(Testing.app(), 'small');
  build(stack);
  return fileText(
    [],
    entriesOf(stack).map((entry) => resourceBlock({ ...entry, name: entry.uniqueId }, schema)),
  );
}

const text = (blocks: readonly Block[]) => fileText([], blocks);

describe('what cdktf synth --hcl gets wrong', () => {
  it('H1: a policy with a token is jsonencode with a bare reference', async () => {
    const hcl = emitted((stack) => {
      const queue = new SqsQueue(stack, 'q', { name: 'q' });
      new SqsQueuePolicy(stack, 'p', {
        queueUrl: queue.url,
        policy: JSON.stringify({ Statement: [{ Resource: queue.arn }] }),
      });
    });
    expect(hcl).to.match(/= jsonencode\(\{ Statement = \[\{ Resource = aws_sqs_queue\.q\.arn \}\] \}\)/);
    const read = await parse('main.tf', hcl);
    expect(Object.keys(read.resource ?? {})).to.have.members(['aws_sqs_queue', 'aws_sqs_queue_policy']);
  });

  it('H2, H14: terraform and backend are written as they are, with both locks', async () => {
    const hcl = text(rootBlocks({ environment: 'prod', region: 'r', namePrefix: 'urr-prod', usesUsEast1: true }));
    const { terraform } = await parse('versions.tf', hcl);
    expect(terraform).to.have.nested.property('[0].required_version', '>= 1.11');
    expect(terraform).to.have.nested.property('[0].backend.s3[0].use_lockfile', true);
    expect(terraform).to.have.nested.property('[0].backend.s3[0].dynamodb_table', 'urr-prod-terraform-lock');
  });

  it('H3: conditions of the lifecycle are blocks', () => {
    const hcl = emitted((stack) => {
      new SqsQueue(stack, 'q', { name: 'q' }).addOverride('lifecycle.precondition', [
        { condition: '${1 > 0}', error_message: 'never' },
      ]);
    });
    expect(hcl).to.contain('precondition {\n      condition     = 1 > 0\n      error_message = "never"\n    }');
  });

  it('H4, H8: a block that the tree has no place for is refused, never dropped', () => {
    expect(() => emitted((stack) => stack.addOverride('check.health', { assert: [] }))).to.throw(
      /no place for "check"/,
    );
    expect(() => emitted((stack) => stack.addOverride('removed', [{ from: 'a.b' }]))).to.throw(/"removed"/);
    expect(() => emitted((stack) => new TerraformLocal(stack, 'l', false))).to.throw(/no place for "locals"/);
  });

  it('H5: lists inside maps stay lists, empty ones too', () => {
    const hcl = emitted((stack) =>
      new SqsQueue(stack, 'q', { name: 'q' }).addOverride('tags', { list: ['a', 'b'], none: [], map: {} }),
    );
    expect(hcl).to.match(/list = \["a", "b"\]\n\s+none = \[\]\n\s+map {2}= \{\}/);
  });

  it('H6: text of several lines gets no line more', async () => {
    const hcl = emitted((stack) => new SqsQueue(stack, 'q', { name: 'one\ntwo\n' }));
    const read = await parse('main.tf', hcl);
    expect(read.resource).to.have.nested.property('aws_sqs_queue.q[0].name', 'one\ntwo\n');
  });

  it('H7: an empty list of rules is kept, it closes what would stay open', () => {
    expect(emitted((stack) => new SecurityGroup(stack, 'g', { name: 'g', egress: [] }))).to.contain('egress = []');
  });

  it('H8: false and 0 are values', () => {
    const hcl = emitted((stack) => new SqsQueue(stack, 'q', { name: '', fifoQueue: false, delaySeconds: 0 }));
    expect(hcl).to.match(/delay_seconds = 0\n\s+fifo_queue {4}= false\n\s+name {10}= ""/);
  });

  it('H9: a variable says that it is not nullable', () => {
    const about = {
      text: '',
      outputs: [],
      descriptions: new Map(),
      defaults: new Map(),
      validations: [],
      nullable: new Set<string>(),
    };
    expect(text(variableBlocks([{ variable: 'a', type: 'string', value: '' }], about))).to.match(/nullable = false/);
  });

  it('H10: what the provider calls an argument is one, though it holds objects', () => {
    const rule = { cidrBlocks: ['10.0.0.0/8'], fromPort: 0, protocol: '-1', toPort: 0 };
    const hcl = emitted((stack) => new SecurityGroup(stack, 'g', { name: 'g', egress: [rule] }));
    expect(hcl).to.contain('egress = [{').and.not.to.contain('egress {');
  });

  describe('in the tree itself', () => {
    let files: ReadonlyMap<string, string>;
    before(() => {
      ({ files } = buildTree());
    });

    it('H11: statements of the firewall are blocks', async () => {
      const read = await parse('firewall.tf', files.get('environments/prod/firewall.tf') ?? '');
      expect(read.resource).to.have.nested.property('aws_wafv2_web_acl');
      expect(files.get('environments/prod/firewall.tf')).to.match(/\n +statement \{\n/);
    });

    it('H12, H13: every file is HCL that parses, none is JSON beside it', async () => {
      expect([...files.keys()].filter((name) => name.endsWith('.json'))).to.deep.equal([]);
      for (const [name, content] of files)
        if (name.endsWith('.tf')) {
          const read = await parse(name, content).catch((error: unknown) => expect.fail(`${name}: ${String(error)}`));
          const blocks = content.match(/^[a-z]+( ".*")* \{/gm) ?? [];
          expect(countBlocks(read), name).to.equal(blocks.length);
        }
    });
  });

  it('H15: a stack of 3,000 resources is written in seconds, in this process', () => {
    const blocks = Array.from({ length: 3_000 }, (_, at) =>
      resourceBlock(
        {
          kind: 'resource',
          type: 'aws_sqs_queue',
          name: `q${at}`,
          uniqueId: `q${at}`,
          path: [],
          json: { name: `q${at}` },
        },
        schema,
      ),
    );
    const started = performance.now();
    expect(text(blocks).split('\n')).to.have.length(3_000 * 4);
    expect(performance.now() - started).to.be.below(5_000);
  });
});

// `{ resource: { type: { name: [..] } }, variable: { name: [..] }, terraform: [..] }`: every list holds blocks.
function countBlocks(read: unknown, depth = 0): number {
  if (Array.isArray(read)) return read.length;
  if (typeof read !== 'object' || read === null || depth > 2) return 0;
  return Object.values(read).reduce((sum: number, value) => sum + countBlocks(value, depth + 1), 0);
}
