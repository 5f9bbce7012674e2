import { describeWith } from '../needs.ts';
import { type ElasticMq, missingForElasticMq, startElasticMq } from './elasticmq.ts';
import { queueContract } from './queue-contract.ts';

// As SQS does, and unlike fauxqs, it gives several messages of one group in one receive.
describeWith(missingForElasticMq(), 'the FIFO queue on ElasticMQ', function () {
  this.timeout(300_000);
  let engine: ElasticMq;
  before(async () => {
    engine = await startElasticMq();
  });
  after(() => engine.stop());

  queueContract(() => engine.endpoint);
});
