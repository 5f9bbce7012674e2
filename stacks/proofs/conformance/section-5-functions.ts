import { at, listAt, referred, resourcesOf, theResource } from '../stack-query.ts';
import { regionOf } from './edge-readings.ts';
import { deviates, each, inSection, type Passage, prodOnly, same } from './passage.ts';
import { cidrsOf, reading, subnetsOf, the } from './readings.ts';

const queue = inSection('5.6');
const api = inSection('5.7', 'VWR API Lambda');
const advancer = inSection('5.7', 'VWR Counter Advancer Lambda');
const edge = inSection('5.7', 'Lambda@Edge (토큰 검증)');
const worker = inSection('5.7', 'Ticket Worker Lambda');

const NODE = 'nodejs20.x';
const RUNTIME = 'nodejs22.x';
const main = { name: /-ticket-events\.fifo$/ };
const dead = { name: /-ticket-events-dlq\.fifo$/ };
const sqs = (path: string, which: { name: RegExp } = main) => the('aws_sqs_queue', path, which);
const lambda = (name: RegExp) => (path: string) => the('aws_lambda_function', path, { function_name: name });
const ofApi = lambda(/-vwr-api$/);
const ofAdvancer = lambda(/-vwr-advancer$/);
const ofEdge = lambda(/-viewer-request$/);
const ofWorker = lambda(/-ticket-worker$/);
const trigger = (path: string) => the('aws_lambda_event_source_mapping', path);

const redrive = reading('aws_sqs_queue.redrive_policy, maxReceiveCount', ({ stack }) =>
  Number(/"maxReceiveCount":(\d+)/.exec(String(at(theResource(stack, 'aws_sqs_queue', main), 'redrive_policy')))?.[1]),
);
const feeds = reading('aws_lambda_event_source_mapping, queue to function', ({ stack }) => {
  const mapping = theResource(stack, 'aws_lambda_event_source_mapping');
  return ['event_source_arn', 'function_name']
    .flatMap((argument) => referred(stack, at(mapping, argument)))
    .map((each_) => String(at(each_, 'name') ?? at(each_, 'function_name')).replace(/^urr-(prod|staging)-/, ''));
});
const schedule = reading('schedule of the advancer', ({ stack }) =>
  [...resourcesOf(stack, 'aws_scheduler_schedule'), ...resourcesOf(stack, 'aws_cloudwatch_event_rule')]
    .map((each_) => at(each_, 'schedule_expression'))
    .filter((each_) => each_ === 'rate(1 minute)'),
);
const mayCallApi = reading('aws_lambda_permission of the API', ({ stack }) =>
  resourcesOf(stack, 'aws_lambda_permission', { principal: 'apigateway.amazonaws.com' })
    .flatMap((permission) => referred(stack, at(permission, 'function_name')))
    .map((each_) => String(at(each_, 'function_name')).replace(/^urr-(prod|staging)-/, '')),
);
const runsAtEvent = reading('lambda_function_association of the distribution', ({ stack }) =>
  listAt(theResource(stack, 'aws_cloudfront_distribution'), 'default_cache_behavior.lambda_function_association').map(
    (each_) => /"event_type":"([\w-]+)"/.exec(JSON.stringify(each_))?.[1],
  ),
);
const tables = reading(
  'environment of the API function, tables',
  ({ stack }) =>
    referred(
      stack,
      at(theResource(stack, 'aws_lambda_function', { function_name: /-vwr-api$/ }), 'environment'),
    ).filter(({ type }) => type === 'aws_dynamodb_table').length,
);

/** The queue of booking actions (architecture.md 5.6). */
export const section5Queue: readonly Passage[] = [
  queue.cell(
    '큐 이름',
    '값',
    'urr-prod-ticket-events.fifo',
    each('name', sqs('name'), 'urr-prod-ticket-events.fifo', 'urr-staging-ticket-events.fifo'),
  ),
  queue.cell('타입', '값', 'FIFO (순서 보장)', same('FIFO', sqs('fifo_queue'), true)),
  queue.cell('메시지 보관', '값', '4일', same('seconds kept', sqs('message_retention_seconds'), 4 * 86_400)),
  queue.cell('Visibility Timeout', '값', '5분', same('seconds hidden', sqs('visibility_timeout_seconds'), 300)),
  queue.cell('Long Polling', '값', '10초', same('seconds waited', sqs('receive_wait_time_seconds'), 10)),
  queue.cell('암호화', '값', 'SSE 활성화', same('encrypted', sqs('sqs_managed_sse_enabled'), true)),
  queue.line(
    '- 이름: urr-prod-ticket-events-dlq.fifo',
    each(
      'name of the dead letter queue',
      sqs('name', dead),
      'urr-prod-ticket-events-dlq.fifo',
      'urr-staging-ticket-events-dlq.fifo',
    ),
  ),
  queue.line(
    '- 보관: 14일',
    same('seconds a dead letter is kept', sqs('message_retention_seconds', dead), 14 * 86_400),
  ),
  queue.line('- 재시도 3회 후 DLQ 이동', same('receives before it is a dead letter', redrive, 3)),
  queue.line(
    '연결: ticket-service → SQS → Lambda Worker → RDS',
    same('queue feeds worker', feeds, ['ticket-events.fifo', 'ticket-worker']),
  ),
];

/** The functions (architecture.md 5.7). */
export const section5Functions: readonly Passage[] = [
  api.cell('런타임', '값', 'Node.js 20.x', deviates(same('runtime of the API', ofApi('runtime'), NODE), 'A2', RUNTIME)),
  api.cell('메모리', '값', '256 MB', same('MB of the API', ofApi('memory_size'), 256)),
  api.cell('타임아웃', '값', '10초', same('seconds of the API', ofApi('timeout'), 10)),
  api.cell(
    '동시 실행',
    '값',
    '100 (Reserved)',
    prodOnly('reserved executions of the API', ofApi('reserved_concurrent_executions'), 100),
  ),
  api.cell('트리거', '값', 'API Gateway', same('called by API Gateway', mayCallApi, ['vwr-api'])),
  api.cell('연결', '값', 'DynamoDB', same('tables that the API knows', tables, 2)),

  advancer.cell(
    '런타임',
    '값',
    'Node.js 20.x',
    deviates(same('runtime of the advancer', ofAdvancer('runtime'), NODE), 'A2', RUNTIME),
  ),
  advancer.cell('메모리', '값', '128 MB', same('MB of the advancer', ofAdvancer('memory_size'), 128)),
  advancer.cell('타임아웃', '값', '70초', same('seconds of the advancer', ofAdvancer('timeout'), 70)),
  advancer.cell('트리거', '값', 'EventBridge (1분 간격)', same('schedule', schedule, ['rate(1 minute)'])),
  advancer.cell(
    'Batch Size',
    '값',
    '500명/cycle',
    same('people a cycle', ofAdvancer('environment.variables.BATCH_SIZE'), '500'),
  ),

  edge.cell(
    '런타임',
    '값',
    'Node.js 20.x',
    deviates(prodOnly('runtime at the edge', ofEdge('runtime'), NODE), 'A2', RUNTIME),
  ),
  edge.cell('메모리', '값', '128 MB', prodOnly('MB at the edge', ofEdge('memory_size'), 128)),
  edge.cell('타임아웃', '값', '5초', prodOnly('seconds at the edge', ofEdge('timeout'), 5)),
  edge.cell(
    '배포 리전',
    '값',
    'us-east-1',
    prodOnly('region', regionOf('aws_lambda_function', /-viewer-request$/, 'function_name'), 'us-east-1'),
  ),
  edge.cell('트리거', '값', 'CloudFront viewer-request', prodOnly('event', runsAtEvent, ['viewer-request'])),

  ...worker.pair(
    '런타임',
    ['Node.js 20.x', 'Node.js 20.x'],
    deviates(same('runtime of the worker', ofWorker('runtime'), NODE), 'A2', RUNTIME),
  ),
  ...worker.pair('메모리', ['256 MB', '256 MB'], same('MB of the worker', ofWorker('memory_size'), 256)),
  ...worker.pair('타임아웃', ['30초', '30초'], same('seconds of the worker', ofWorker('timeout'), 30)),
  ...worker.pair(
    '동시 실행',
    ['10', '5'],
    each('executions of the worker', ofWorker('reserved_concurrent_executions'), 10, 5),
  ),
  ...worker.pair(
    'SQS Batch',
    ['10건 / 5초', '10건 / 5초'],
    same('messages a batch', trigger('batch_size'), 10),
    deviates(same('seconds of the window', trigger('maximum_batching_window_in_seconds'), 5), 'A4', undefined),
  ),
  ...worker.pair(
    '서브넷',
    ['Streaming 서브넷', 'Streaming 서브넷'],
    each(
      'subnets of the worker',
      cidrsOf('aws_lambda_function', 'vpc_config.subnet_ids', { function_name: /-ticket-worker$/ }),
      subnetsOf('streaming', 'prod'),
      subnetsOf('streaming', 'staging'),
    ),
  ),
  ...worker.pair(
    'X-Ray',
    ['활성화', '비활성화'],
    each('X-Ray', ofWorker('tracing_config.mode'), 'Active', 'PassThrough'),
  ),
];
