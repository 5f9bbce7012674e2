import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { expect } from 'chai';
import { createSqsClient } from '../../services/shared/sqs/message-sender.ts';
import { testEngineOptions } from '../../test/engines/test-run.ts';
import { startSqs } from './sqs.ts';
import { sqsRegion } from './sqs-queues.ts';

describe('SQS on this machine', function () {
  this.timeout(60_000);

  it('is fauxqs on loopback with the documented queues (architecture.md 5.6)', async () => {
    const engine = await startSqs(await testEngineOptions());
    const client = createSqsClient({ region: sqsRegion, endpoint: engine.endpoint });
    const attributesOf = async (queueUrl: string) =>
      (await client.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }))).Attributes;
    const [queue, deadLetters] = [await attributesOf(engine.queueUrl), await attributesOf(engine.deadLetterUrl)];
    client.destroy();
    await engine.stop();

    expect(engine.endpoint).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(engine.queueUrl).to.match(/\/urr-local-ticket-events\.fifo$/);
    expect(queue).to.include({
      FifoQueue: 'true',
      MessageRetentionPeriod: '345600',
      VisibilityTimeout: '300',
      ReceiveMessageWaitTimeSeconds: '10',
    });
    expect(JSON.parse(queue?.RedrivePolicy ?? '{}')).to.deep.equal({
      deadLetterTargetArn: deadLetters?.QueueArn,
      maxReceiveCount: 3,
    });
    expect(deadLetters).to.include({ FifoQueue: 'true', MessageRetentionPeriod: '1209600' });
  });

  it('is the one that SQS_ENDPOINT names, which is left running', async () => {
    const options = await testEngineOptions();
    const first = await startSqs(options);

    const given = await startSqs({ ...options, env: { SQS_ENDPOINT: first.endpoint } });
    await given.stop();
    const again = await startSqs({ ...options, env: { SQS_ENDPOINT: first.endpoint } });
    await first.stop();

    expect(given).to.include({ endpoint: first.endpoint, how: 'given by SQS_ENDPOINT', ours: false });
    expect(again.queueUrl, 'its queues are made once').to.equal(first.queueUrl);
  });

  it('ends the start when the given one does not answer', async () => {
    const options = await testEngineOptions();
    const start = startSqs({ ...options, env: { SQS_ENDPOINT: 'http://127.0.0.1:1' } });

    expect(String(await start.catch((thrown: unknown) => thrown))).to.contain('SQS_ENDPOINT: nothing that speaks SQS');
  });
});
