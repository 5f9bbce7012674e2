import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { Testing } from 'cdktf';
import { expect } from 'chai';
import { Construct } from 'constructs';
import { ReadableStack } from './readable-stack.ts';

const queuesOf = (build: (stack: ReadableStack) => void): string[] => {
  const stack = new ReadableStack(Testing.app(), 'prod');
  build(stack);
  const json = JSON.parse(Testing.synth(stack)) as { resource: { aws_sqs_queue: Record<string, unknown> } };
  return Object.keys(json.resource.aws_sqs_queue);
};

describe('readable stack: addresses that a person can type', () => {
  it('joins the ids of the constructs and adds nothing', () => {
    expect(queuesOf((stack) => void new SqsQueue(new Construct(stack, 'sqs'), 'dead-letters', {}))).to.deep.equal([
      'sqs_dead-letters',
    ]);
  });

  it('keeps ids that belong together apart, however long they are', () => {
    const long = 'a-name-that-says-what-it-is-'.repeat(12);

    expect(queuesOf((stack) => void new SqsQueue(new Construct(stack, long), 'queue', {}))).to.deep.equal([
      `${long}_queue`,
    ]);
  });

  it('writes what Terraform takes in a name', () => {
    expect(queuesOf((stack) => void new SqsQueue(stack, 'tickets.example.com A', {}))).to.deep.equal([
      'tickets-example-com-A',
    ]);
  });

  it('refuses two constructs that would share an address', () => {
    expect(() =>
      queuesOf((stack) => {
        new SqsQueue(stack, 'a.b', {});
        new SqsQueue(stack, 'a-b', {});
      }),
    ).to.throw('"prod/a.b" and "prod/a-b" would both be "a-b" in Terraform: rename one of them');
  });
});
