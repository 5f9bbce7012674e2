import { at, isArguments, listAt, referred, type StackJson, theResource } from '../stack-query.ts';

/** The numbers of one environment that limit each other, as they are synthesised. */
export interface Facts {
  readonly environment: 'prod' | 'staging';
  readonly nodeType: string;
  readonly nodes: { readonly min: number; readonly desired: number; readonly max: number };
  /** Pod slots of a node, and MiB that the kubelet keeps for itself. */
  readonly slotsPerNode: number;
  readonly kubeletMib: number;
  readonly databaseClass: string;
  readonly hasProxy: boolean;
  readonly api: { readonly executions: number; readonly rate: number; readonly burst: number };
  /** Executions that are reserved by all functions together. */
  readonly reservedExecutions: number;
  readonly advancerBatch: number;
  readonly worker: { readonly executions: number; readonly batch: number };
  /** CIDR blocks that the nodes share with the endpoints and the proxy. */
  readonly appSubnets: readonly string[];
  readonly endpoints: number;
  /** CIDR blocks of the load balancer and the NAT gateways. */
  readonly publicSubnets: readonly string[];
  /** CIDR blocks that brokers share with the network cards of functions. */
  readonly streamingSubnets: readonly string[];
  readonly brokers: number;
  /** Functions that have network cards in the Streaming subnets. */
  readonly functionsInVpc: number;
}

/**
 * Reads the numbers out of the synthesised JSON.
 * @throws Error that names the resource or argument that is not there
 */
export function factsOf(environment: Facts['environment'], stack: StackJson): Facts {
  const group = theResource(stack, 'aws_eks_node_group');
  const number = (value: unknown, what: string): number => {
    const found = Number(value);
    if (value === undefined || Number.isNaN(found)) throw new Error(`${environment} has no number for ${what}`);
    return found;
  };
  const lambda = (name: RegExp) => theResource(stack, 'aws_lambda_function', { function_name: name });
  const throttle = (name: string) =>
    number(at(theResource(stack, 'aws_api_gateway_method_settings'), `settings.${name}`), name);
  const scaling = (name: string) => number(at(group, `scaling_config.${name}_size`), `${name} nodes`);
  const brokers = theResource(stack, 'aws_msk_cluster');
  const cidrs = (value: unknown) => referred(stack, value).map((subnet) => String(at(subnet, 'cidr_block')));
  const functions = Object.values(stack.resource?.aws_lambda_function ?? {});
  const { slotsPerNode, kubeletMib } = kubeletOf(stack);
  return {
    environment,
    nodeType: String(listAt(group, 'instance_types')[0]),
    nodes: { min: scaling('min'), desired: scaling('desired'), max: scaling('max') },
    slotsPerNode,
    kubeletMib,
    databaseClass: String(at(theResource(stack, 'aws_db_instance'), 'instance_class')),
    hasProxy: stack.resource?.aws_db_proxy !== undefined,
    api: {
      executions: number(at(lambda(/-vwr-api$/), 'reserved_concurrent_executions'), 'executions of the API'),
      rate: throttle('throttling_rate_limit'),
      burst: throttle('throttling_burst_limit'),
    },
    reservedExecutions: functions.reduce((sum, each) => sum + Number(each.reserved_concurrent_executions ?? 0), 0),
    advancerBatch: number(at(lambda(/-vwr-advancer$/), 'environment.variables.BATCH_SIZE'), 'people a cycle'),
    worker: {
      executions: number(at(lambda(/-ticket-worker$/), 'reserved_concurrent_executions'), 'executions of the worker'),
      batch: number(at(theResource(stack, 'aws_lambda_event_source_mapping'), 'batch_size'), 'messages a batch'),
    },
    appSubnets: cidrs(listAt(group, 'subnet_ids')),
    publicSubnets: cidrs(at(theResource(stack, 'aws_lb'), 'subnets')),
    streamingSubnets: cidrs(at(brokers, 'broker_node_group_info.client_subnets')),
    brokers: number(at(brokers, 'number_of_broker_nodes'), 'brokers'),
    functionsInVpc: functions.filter((each) => each.vpc_config !== undefined).length,
    endpoints: Object.values(stack.resource?.aws_vpc_endpoint ?? {}).filter(
      (each) => each.vpc_endpoint_type === 'Interface',
    ).length,
  };
}

/** Slots and memory of the kubelet, from the user data of the launch template. */
function kubeletOf(stack: StackJson): Pick<Facts, 'slotsPerNode' | 'kubeletMib'> {
  const userData = at(theResource(stack, 'aws_launch_template'), 'user_data');
  const text = Buffer.from(String(userData), 'base64').toString('utf8');
  const json: unknown = JSON.parse(text.split('\n').find((line) => line.startsWith('{')) ?? '{}');
  const config = isArguments(json) ? json : {};
  const slots = at(config, 'spec.kubelet.config.maxPods');
  const kept = at(config, 'spec.kubelet.config.kubeReserved.memory');
  if (typeof slots !== 'number' || typeof kept !== 'string')
    throw new Error('the user data of the nodes sets no slots or reserve');
  return { slotsPerNode: slots, kubeletMib: Number.parseInt(kept, 10) };
}
