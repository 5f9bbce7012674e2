import { type SqsEngine, startSqs } from '../../local/engines/sqs.ts';
import { testEngineOptions } from '../engines/test-run.ts';
import { queueContract } from './queue-contract.ts';

describe('the FIFO queue on fauxqs', function () {
  this.timeout(60_000);
  let engine: SqsEngine;
  before(async () => {
    engine = await startSqs(await testEngineOptions());
  });
  after(() => engine.stop());

  queueContract(() => engine.endpoint);
});
