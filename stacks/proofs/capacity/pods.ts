import type { Service } from '../../../services/registry.ts';
import { allServices, stagingReplicas } from '../../workloads/app.ts';

/** Pods of one moment and what they ask of the nodes together. */
export interface Load {
  readonly name: string;
  readonly pods: number;
  readonly cpuMillis: number;
  readonly memoryMib: number;
}

/** Millicores of a Kubernetes quantity: `200m` or whole cores. */
export const millicores = (quantity: string): number =>
  quantity.endsWith('m') ? Number.parseInt(quantity, 10) : 1_000 * Number(quantity);

/** MiB of a Kubernetes quantity: `256Mi` or `1Gi`. */
export const mebibytes = (quantity: string): number =>
  Number.parseInt(quantity, 10) * (quantity.endsWith('Gi') ? 1_024 : 1);

function load(name: string, podsOf: (service: Service) => number): Load {
  const sum = (of: (service: Service) => number) =>
    allServices.reduce((total, service) => total + podsOf(service) * of(service), 0);
  return {
    name,
    pods: sum(() => 1),
    cpuMillis: sum(({ resources }) => millicores(resources.cpu.request)),
    memoryMib: sum(({ resources }) => mebibytes(resources.memory.request)),
  };
}

const fewest = ({ scaling, replicas }: Service): number => scaling?.min ?? replicas;
const most = ({ scaling, replicas }: Service): number => scaling?.max ?? replicas;

/** The pods of architecture.md 3.1 and 9: 20 at least, 43 at most, twice the blue-green ones while they are released, 12 in staging. */
export const loads = {
  fewest: load('20 pods', fewest),
  most: load('43 pods', most),
  release: load(
    '43 pods and a second of each blue-green one',
    (service) => most(service) * (service.rollout === 'blue-green' ? 2 : 1),
  ),
  staging: load('12 pods', stagingReplicas),
};

/** Pods that keep a pool of connections to PostgreSQL. */
export function pooledPods(environment: 'prod' | 'staging', when: 'fewest' | 'most'): number {
  const podsOf = environment === 'staging' ? stagingReplicas : { fewest, most }[when];
  return allServices.filter(({ database }) => database !== null).reduce((sum, service) => sum + podsOf(service), 0);
}
