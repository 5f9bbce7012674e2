import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { terraformEnvironment } from '../../../test/aws-emulator/terraform-environment.ts';
import { describeWith } from '../../../test/needs.ts';
import { missingTerraform } from '../../proofs/terraform-plan/testing/missing-terraform.ts';
import { type Block, fileText } from './body.ts';
import { expression } from './expression.ts';
import type { JsonValue } from './json-value.ts';

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: Array.from({ length: 60 }, (_, at) => ({
    Sid: `Number${at}`,
    Effect: 'Deny',
    Action: ['sqs:SendMessage', 'sqs:*'],
    Resource: '${local.arn}',
    Condition: { StringEquals: { 'aws:username': '$${aws:username}' }, Bool: { 'aws:SecureTransport': false } },
  })),
});

/** What is written, and what Terraform must read from it; `local.arn` is `arn:x`, `local.port` is 5432. */
const nasty: readonly [string, JsonValue, unknown][] = [
  ['quotes and backslashes', 'say "hello" \\ and \\n', 'say "hello" \\ and \\n'],
  ['an escaped interpolation', 'a $${not} one', 'a ${not} one'],
  ['an escaped directive', 'a %%{if} none', 'a %{if} none'],
  ['a dollar and a brace apart', 'costs $5 {five} 100%', 'costs $5 {five} 100%'],
  ['lines, tabs, carriage returns', 'one\n\ttwo\r\n\nthree', 'one\n\ttwo\r\n\nthree'],
  ['a last empty line', 'code();\n', 'code();\n'],
  ['what looks like a heredoc', '<<EOT\nEOT\n', '<<EOT\nEOT\n'],
  ['unicode and control characters', '공연 🎫 \u0007 \u00e9', '공연 🎫 \u0007 \u00e9'],
  ['an interpolation in the middle', 'from ${local.arn} to', 'from arn:x to'],
  ['an interpolation with quotes and braces', 'x${replace("a}b", "}", "${local.arn}")}y', 'xaarn:xby'],
  ['an expression that keeps its type', '${local.port}', 5432],
  ['an expression that makes a list', '${[for s in ["a", "b"] : upper(s)]}', ['A', 'B']],
  ['an empty string', '', ''],
  ['an empty list', [], []],
  ['an empty map', {}, {}],
  ['false, zero', [false, 0], [false, 0]],
  ['null in a list', [null, 'x'], [null, 'x']],
  [
    'keys that are no names',
    { 'a b': 1, 'c.d': 2, '${local.arn}': 3, 'x-${local.port}': 4 },
    { 'a b': 1, 'c.d': 2, 'arn:x': 3, 'x-5432': 4 },
  ],
  ['nested lists and maps', [{ a: [{ b: [] }] }, { a: [] }], [{ a: [{ b: [] }] }, { a: [] }]],
  ['large and small numbers', [1e21, 0.1, -5, 4294967296], [1e21, 0.1, -5, 4294967296]],
  ['text that only begins like JSON', '{ not json', '{ not json'],
];

describeWith(missingTerraform(), 'HCL of a value', () => {
  it('is read by Terraform as what was meant, and left alone by its formatter', () => {
    const values = readByTerraform([...nasty.map(([, value]) => value), policy]);
    nasty.forEach(([what, , meant], at) => {
      expect(values[at], what).to.deep.equal(meant);
    });
    const read: unknown = JSON.parse(String(values.at(-1)));
    const meant: unknown = JSON.parse(policy.replaceAll('${local.arn}', 'arn:x').replaceAll('$${', '${'));
    expect(read, 'a very long policy').to.deep.equal(meant);
  });

  it('writes a policy as jsonencode, with its expressions bare', () => {
    expect(expression('{"Resource":"${aws_sqs_queue.q.arn}","Port":${local.port}}')).to.equal(
      'jsonencode({\n  Resource = aws_sqs_queue.q.arn\n  Port     = local.port\n})',
    );
  });

  it('writes a reference without the braces around it', () => {
    expect(expression('${aws_vpc.main.id}')).to.equal('aws_vpc.main.id');
  });
});

function readByTerraform(values: readonly JsonValue[]): unknown[] {
  const folder = mkdtempSync(join(tmpdir(), 'urr-hcl-'));
  try {
    const locals: Block = {
      type: 'locals',
      labels: [],
      body: [
        { kind: 'argument', name: 'arn', value: 'arn:x' },
        { kind: 'argument', name: 'port', value: 5432 },
      ],
    };
    const outputs = values.map(
      (value, at): Block => ({
        type: 'output',
        labels: [`v${at}`],
        body: [{ kind: 'argument', name: 'value', value }],
      }),
    );
    writeFileSync(join(folder, 'main.tf'), fileText(['Written by a test.'], [locals, ...outputs]));
    const terraform = (...args: string[]) =>
      execFileSync('terraform', [`-chdir=${folder}`, ...args], {
        encoding: 'utf8',
        env: terraformEnvironment(),
      });
    expect(
      spawnSync('terraform', [`-chdir=${folder}`, 'fmt', '-check', '-diff'], {
        encoding: 'utf8',
        env: terraformEnvironment(),
      }).stdout,
    ).to.equal('');
    terraform('init', '-input=false');
    terraform('apply', '-auto-approve', '-input=false');
    const read = JSON.parse(terraform('output', '-json')) as Record<string, { value: unknown }>;
    return values.map((_, at) => read[`v${at}`]?.value);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
