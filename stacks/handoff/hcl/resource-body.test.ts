import { expect } from 'chai';
import { fileText } from './body.ts';
import type { JsonValue } from './json-value.ts';
import { type BlockSchema, resourceBody } from './resource-body.ts';

const group: BlockSchema = {
  arguments: { name: null, tags: null, egress: ['cidr_blocks', 'from_port', 'description'] },
  blocks: { timeouts: { arguments: { create: null }, blocks: {} }, rule: { arguments: { port: null }, blocks: {} } },
};

function written(json: { readonly [key: string]: JsonValue }, schema = group): string {
  return fileText(
    [],
    [{ type: 'resource', labels: ['aws_x', 'main'], body: resourceBody(json, schema, 'aws_x.main') }],
  );
}

describe('HCL of a resource', () => {
  it('writes blocks as blocks and arguments in one column', () => {
    expect(
      written({
        name: 'a',
        rule: [{ port: 1 }, { port: 2 }],
        tags: { Name: 'x', tier: 'y' },
        timeouts: { create: '5m' },
      }),
    ).to.equal(
      `resource "aws_x" "main" {
  name = "a"
  tags = {
    Name = "x"
    tier = "y"
  }

  rule {
    port = 1
  }

  rule {
    port = 2
  }

  timeouts {
    create = "5m"
  }
}
`,
    );
  });

  it('keeps an empty list of objects, which closes what would stay open (H7)', () => {
    expect(written({ egress: [] })).to.contain('egress = []');
  });

  it('says every field of an argument that is a list of objects', () => {
    expect(written({ egress: [{ from_port: 0 }] }))
      .to.contain('cidr_blocks = null')
      .and.to.contain('description = null');
  });

  it('writes conditions of the lifecycle as blocks and references bare (H3)', () => {
    const text = written({
      name: 'a',
      depends_on: ['aws_y.z'],
      provider: 'aws.us-east-1',
      lifecycle: {
        ignore_changes: ['tags'],
        prevent_destroy: true,
        precondition: [{ condition: '${var.a > 1}', error_message: 'no' }],
      },
    });
    expect(text).to.contain('provider = aws.us-east-1').and.to.contain('depends_on = [aws_y.z]');
    expect(text)
      .to.match(/ignore_changes +[=] \[tags\]/)
      .and.to.match(/prevent_destroy = true/);
    expect(text).to.contain('precondition {\n      condition     = var.a > 1\n      error_message = "no"\n    }');
  });

  it('keeps false, zero, null and empty text (H8, H9)', () => {
    expect(written({ name: '', tags: null }))
      .to.contain('name = ""')
      .and.to.contain('tags = null');
  });

  it('refuses what the provider does not know, instead of dropping it (H4)', () => {
    expect(() => written({ colour: 'red' })).to.throw(/aws_x\.main: the provider knows no "colour"/);
  });
});
