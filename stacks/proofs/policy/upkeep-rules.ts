import { addressOf, at, listAt, referred, resourcesOf } from '../stack-query.ts';
import { everyResource, isTrue, type PolicyRule } from './policy-rule.ts';

/** What keeps a stack in order when nobody looks. */
export const upkeepRules: readonly PolicyRule[] = [
  {
    id: 'queues-have-dead-letters',
    holds: 'every queue has a dead letter queue, which admits that queue alone',
    faults: (stack) => {
      const queues = resourcesOf(stack, 'aws_sqs_queue');
      const targets = queues.flatMap((queue) => referred(stack, at(queue, 'redrive_policy'))).map(({ name }) => name);
      const guarded = resourcesOf(stack, 'aws_sqs_queue_redrive_allow_policy')
        .filter((policy) => String(at(policy, 'redrive_allow_policy')).includes('"byQueue"'))
        .flatMap((policy) => referred(stack, at(policy, 'queue_url')))
        .map(({ name }) => name);
      return queues.flatMap((queue) => {
        if (targets.includes(queue.name))
          return guarded.includes(queue.name) ? [] : [`${addressOf(queue)}: takes dead letters of any queue`];
        return at(queue, 'redrive_policy') === undefined ? [`${addressOf(queue)}: has no dead letter queue`] : [];
      });
    },
  },
  everyResource('logs-end', 'every log group has an end', ['aws_cloudwatch_log_group'], (group) =>
    Number(at(group, 'retention_in_days') ?? 0) > 0 ? undefined : 'is kept for ever',
  ),
  {
    id: 'functions-have-log-groups',
    holds: 'every function has its log group made first; those at the edge write where a visitor is',
    faults: (stack) => {
      const names = resourcesOf(stack, 'aws_cloudwatch_log_group').map((group) => String(at(group, 'name')));
      return resourcesOf(stack, 'aws_lambda_function').flatMap((each) => {
        const wanted = `/aws/lambda/${String(at(each, 'function_name'))}`;
        const edge = `/aws/lambda/us-east-1.${String(at(each, 'function_name'))}`;
        return names.includes(wanted) || names.includes(edge) ? [] : [`${addressOf(each)}: its log has no end`];
      });
    },
  },
  everyResource(
    'alarms-tell-people',
    'every alarm says what it means and tells somebody, also when it is over',
    ['aws_cloudwatch_metric_alarm'],
    (alarm) =>
      /^(CRITICAL|HIGH|WARNING): .{20,}/.test(String(at(alarm, 'alarm_description'))) &&
      listAt(alarm, 'alarm_actions').length > 0 &&
      listAt(alarm, 'ok_actions').length > 0
        ? undefined
        : 'rings for nobody or does not say why',
  ),
  {
    id: 'dead-letters-ring',
    holds: 'every dead letter queue has an alarm',
    faults: (stack) => {
      const watched = resourcesOf(stack, 'aws_cloudwatch_metric_alarm', {
        metric_name: 'ApproximateNumberOfMessagesVisible',
      })
        .flatMap((alarm) => referred(stack, at(alarm, 'dimensions')))
        .map(({ name }) => name);
      const targets = resourcesOf(stack, 'aws_sqs_queue').flatMap((queue) =>
        referred(stack, at(queue, 'redrive_policy')),
      );
      return targets.flatMap((queue) => (watched.includes(queue.name) ? [] : [`${addressOf(queue)}: fills unseen`]));
    },
  },
  everyResource(
    'tables-recover',
    'every table can be brought back to any second of the last days',
    ['aws_dynamodb_table'],
    (table) => (isTrue(at(table, 'point_in_time_recovery.enabled')) ? undefined : 'cannot be brought back'),
  ),
  everyResource('database-backups', 'every database has backups', ['aws_db_instance'], (server) =>
    Number(at(server, 'backup_retention_period') ?? 0) >= 7
      ? undefined
      : 'keeps backups for less than the documented 7 days',
  ),
  everyResource(
    'node-metadata',
    'nodes answer metadata by token only, one hop away',
    ['aws_launch_template'],
    (template) =>
      at(template, 'metadata_options.http_tokens') === 'required' &&
      Number(at(template, 'metadata_options.http_put_response_hop_limit')) === 1
        ? undefined
        : 'a pod can take the role of its node',
  ),
  everyResource('images-scanned', 'images are scanned when they come', ['aws_ecr_repository'], (repository) =>
    isTrue(at(repository, 'image_scanning_configuration.scan_on_push')) ? undefined : 'is not scanned',
  ),
  everyResource(
    'groups-described',
    'security groups and their rules say what they are for',
    ['aws_security_group', 'aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'],
    (each) =>
      /.{10}/.test(String(at(each, 'description'))) && at(each, 'description') !== undefined
        ? undefined
        : 'says nothing',
  ),
  {
    id: 'everything-tagged',
    holds: 'every provider tags what it makes, and refuses other accounts',
    faults: (stack) =>
      (stack.provider?.aws ?? []).flatMap((provider, index) => {
        const text = JSON.stringify(provider);
        return /"environment":"\w+"/.test(text) && /"allowed_account_ids":\["\d{12}"\]/.test(text)
          ? []
          : [`provider ${index}: no tags or any account`];
      }),
  },
];
