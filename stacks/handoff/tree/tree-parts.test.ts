import { expect } from 'chai';
import { reindent } from '../hcl/indentation.ts';
import { spaced } from '../hcl/spacing.ts';
import { folded } from './fold.ts';
import { formulaOf } from './formulas.ts';
import { equal, mergeBodies } from './merge-values.ts';
import type { ModuleSource, NamedEntry } from './module-source.ts';
import { readableName, uniqueNames } from './names.ts';
import { mapReferences } from './references.ts';
import { snakeCase, variableName } from './symbols.ts';

describe('names of the tree', () => {
  it('join construct ids without what only repeats', () => {
    expect(readableName(['dead-letters-alarm', 'alarm'])).to.equal('dead_letters_alarm');
    expect(readableName(['queue', 'queue'])).to.equal('queue');
    expect(readableName([])).to.equal('main');
  });

  it('keep the whole path where two resources of a type would share one', () => {
    const items = [
      { type: 'aws_x', path: ['a', 'a'] },
      { type: 'aws_x', path: ['a'] },
      { type: 'aws_y', path: ['a'] },
    ];
    expect([...uniqueNames(items).values()]).to.deep.equal(['a_a', 'a', 'a']);
    expect(() =>
      uniqueNames([
        { type: 'aws_x', path: ['a'] },
        { type: 'aws_x', path: ['a'] },
      ]),
    ).to.throw(/aws_x\.a/);
  });

  it('spell inputs as Terraform does', () => {
    expect(snakeCase('maxReceiveCount')).to.equal('max_receive_count');
    expect(snakeCase('vpcCniRoleArn')).to.equal('vpc_cni_role_arn');
    expect(variableName('subnets.ids')).to.equal('subnet_ids');
    expect(variableName('proxySubnets.ids')).to.equal('proxy_subnet_ids');
  });
});

describe('formulas over inputs that differ', () => {
  const inputs = [{ variable: 'storage_gb', values: [50, 20] as const }];

  it('are the input, a multiple, a line, or text around them', () => {
    expect(formulaOf(50, 20, inputs)).to.equal('var.storage_gb');
    expect(formulaOf(500, 200, inputs)).to.equal('var.storage_gb * 10');
    expect(formulaOf(101, 41, inputs)).to.equal('2 * var.storage_gb + 1');
    expect(formulaOf('at 50 GB', 'at 20 GB', inputs)).to.equal('"at ${var.storage_gb} GB"');
  });

  it('are not found where nothing explains the difference', () => {
    expect(formulaOf('red', 'blue', inputs)).to.equal(undefined);
    expect(formulaOf(true, false, inputs)).to.equal(undefined);
  });
});

describe('references in values', () => {
  it('are found in expressions and in bare lists, never in text', () => {
    const seen: string[] = [];
    mapReferences(['${aws_vpc.main.id} is no aws_vpc.other.id', 'data.aws_x.y'], ({ address, attribute }) => {
      seen.push(`${address} ${attribute}`);
      return address;
    });
    expect(seen).to.deep.equal(['aws_vpc.main .id', 'data.aws_x.y ']);
  });

  it('are written anew with their attributes, keys too', () => {
    const value = mapReferences(
      { '${aws_x.a.arn}': ['${aws_x.b[0].id}'] },
      ({ attribute }) => `module.m.out${attribute}`,
    );
    expect(value).to.deep.equal({ '${module.m.out.arn}': ['${module.m.out[0].id}'] });
  });
});

describe('two environments in one body', () => {
  const schema = { arguments: { size: null, name: null }, blocks: { log: { arguments: { kind: null }, blocks: {} } } };
  const difference = {
    formulaOf: (one: unknown) => (one === 5 ? 'var.size' : undefined),
    condition: () => 'var.large',
  };

  it('keeps what is the same, and says the rest as a formula or a condition', () => {
    expect(mergeBodies({ name: 'a', size: 5 }, { name: 'a', size: 2 }, schema, difference)).to.deep.equal({
      name: 'a',
      size: '${var.size}',
    });
    expect(mergeBodies({ name: 'a' }, {}, schema, difference)).to.deep.equal({ name: '${var.large ? "a" : null}' });
  });

  it('makes blocks that only one has dynamic', () => {
    expect(mergeBodies({ log: [{ kind: 'x' }] }, {}, schema, difference)).to.deep.equal({
      dynamic: { log: [{ for_each: '${var.large ? [1] : []}', content: { kind: 'x' } }] },
    });
  });

  it('does not care for the order of keys, but for that of lists', () => {
    expect(equal({ a: 1, b: [1] }, { b: [1], a: 1 })).to.equal(true);
    expect(equal([1, 2], [2, 1])).to.equal(false);
  });
});

describe('formatting as terraform fmt leaves it', () => {
  it('indents by open brackets, not by those in text or comments', () => {
    expect(reindent('a {\nb = "{"\n# (\nc = [\n1,\n]\n}\n')).to.equal(
      'a {\n  b = "{"\n  # (\n  c = [\n    1,\n  ]\n}\n',
    );
  });

  it('closes two brackets on one line at the depth where they opened', () => {
    expect(reindent('f(g({\na = 1\n}))')).to.equal('f(g({\n  a = 1\n}))');
  });

  it('puts spaces inside braces, not in text', () => {
    expect(spaced('merge({"a" = 1}, {})')).to.equal('merge({ "a" = 1 }, {})');
    expect(spaced('"{x}"')).to.equal('"{x}"');
  });
});

describe('resources that differ in a key alone', () => {
  const entry = (name: string, json: NamedEntry['json']): NamedEntry => ({
    kind: 'resource',
    type: 'aws_x',
    uniqueId: name,
    path: [name],
    name,
    json,
  });
  const source = (...resources: NamedEntry[]): ModuleSource => ({
    name: 'm',
    folder: 'support/m',
    resources,
    variables: [],
    addresses: new Map(resources.map(({ name }) => [`aws_x.m_${name}`, `aws_x.${name}`])),
  });
  const fold = { type: 'aws_x', members: /./, name: 'one', key: 'name' };

  it('become one with for_each, and are found under its keys', () => {
    const { resources, addresses } = folded(
      source(entry('a', { name: 'p/a', text: 'first' }), entry('b', { name: 'p/b', text: 'second' })),
      [fold],
    );
    expect(resources.map(({ json }) => json)).to.deep.equal([
      { for_each: { a: 'first', b: 'second' }, name: 'p/${each.key}', text: '${each.value}' },
    ]);
    expect([...addresses]).to.deep.equal([
      ['aws_x.m_a', 'aws_x.one["a"]'],
      ['aws_x.m_b', 'aws_x.one["b"]'],
    ]);
  });

  it('stay what they are when more than one other value differs', () => {
    const more = source(
      entry('a', { name: 'a', text: 'x', more: '1' }),
      entry('b', { name: 'b', text: 'y', more: '2' }),
    );
    expect(() => folded(more, [fold])).to.throw(/two values differ/);
  });
});

describe('policies of two environments', () => {
  it('hold what only one has on its condition', () => {
    const schema = { arguments: { policy: null }, blocks: {} };
    const difference = { formulaOf: () => undefined, condition: () => 'var.tracing' };
    const policy = (...statements: object[]) => JSON.stringify({ Statement: statements });
    const merged = mergeBodies(
      { policy: policy({ Sid: 'A' }, { Sid: 'Tracing' }) },
      { policy: policy({ Sid: 'A' }) },
      schema,
      difference,
    );
    expect(merged.policy).to.equal(
      '${jsonencode({ Statement = concat([{ Sid = "A" }], var.tracing ? [{ Sid = "Tracing" }] : []) })}',
    );
  });
});
