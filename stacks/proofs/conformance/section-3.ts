import { type ServiceName, services } from '../../../services/registry.ts';
import { inContainer, inManifests, podsOf, portsOf } from './manifest-readings.ts';
import { deviates, inSection, onceThere, type Passage, prodOnly, type ReadValue, same, type Value } from './passage.ts';
import { podsTogether, releaseOf, scalingOf } from './release-readings.ts';
import { ofService, ofServices } from './service-readings.ts';

const list = inSection('3.1');
const perPod = ['200m / 1', '256Mi / 1Gi'] as const;
const perSmallPod = ['100m / 500m', '256Mi / 512Mi'] as const;
const perPage = ['100m / 500m', '128Mi / 256Mi'] as const;

interface Row {
  readonly name: ServiceName;
  readonly port: string;
  readonly replicas: string;
  readonly resources: readonly [string, string];
  readonly scaling: string;
  readonly rollout: string;
}
const row = (
  name: ServiceName,
  port: string,
  replicas: string,
  resources: readonly [string, string],
  scaling: string,
  rollout: string,
): Row => ({ name, port, replicas, resources, scaling, rollout });

const rows = [
  row('gateway', '3001', '3', perPod, '3~10 (70%)', 'Blue-Green'),
  row('ticket', '3002', '3', perPod, '3~10 (70%)', 'Blue-Green'),
  row('payment', '3003', '2', perPod, '2~6 (70%)', 'Blue-Green'),
  row('stats', '3004', '2', perPod, '-', '-'),
  row('auth', '3005', '2', perPod, '-', '-'),
  row('queue', '3007', '3', perSmallPod, '3~8 (70%)', 'Blue-Green'),
  row('community', '3008', '2', perSmallPod, '-', '-'),
  row('catalog', '3009', '1', perSmallPod, '-', '-'),
  row('frontend', '3000', '2', perPage, '-', '-'),
];

const base = (name: ServiceName, value: ReadValue): Value =>
  onceThere(8, `k8s/spring/base/${titleOf(name)}.yaml`, value);
const inProd = (file: string, value: ReadValue): Value => onceThere(8, `k8s/spring/overlays/prod/${file}.yaml`, value);
const titleOf = (name: ServiceName): string => (name === 'frontend' ? name : `${name}-service`);

function passagesOf({ name, port, replicas, resources: [cpu, memory], scaling, rollout }: Row): Passage[] {
  const app = titleOf(name);
  const [request, limit] = cpu.split(' / ');
  const [least, most] = memory.split(' / ');
  const [, min, max, share] = /^(\d+)~(\d+) \((\d+)%\)$/.exec(scaling) ?? [];
  const wanted = min === undefined ? 'none' : [Number(min), Number(max), Number(share)];
  const pods = inManifests(`pods of ${app}`, (built) => podsOf(built, app, 'min'));
  return [
    list.cell(
      app,
      '포트',
      port,
      same(
        `port of ${name} on one machine`,
        ofService(name, 'port', (service) => service.port),
        Number(port),
      ),
      base(name, same(`ports of Service and pods of ${name}`, portsOf(app), [Number(port), Number(port)])),
    ),
    list.cell(
      app,
      'Prod 레플리카',
      replicas,
      inProd('kustomization', prodOnly(`pods of ${name}`, pods, Number(replicas))),
    ),
    list.cell(
      app,
      'CPU Req/Limit',
      cpu,
      base(name, same(`CPU request of ${name}`, inContainer(app, 'resources.requests.cpu'), request)),
      base(name, same(`CPU limit of ${name}`, inContainer(app, 'resources.limits.cpu'), limit)),
    ),
    list.cell(
      app,
      'Mem Req/Limit',
      memory,
      base(name, same(`memory request of ${name}`, inContainer(app, 'resources.requests.memory'), least)),
      base(name, same(`memory limit of ${name}`, inContainer(app, 'resources.limits.memory'), most)),
    ),
    list.cell(
      app,
      'HPA',
      scaling,
      inProd('horizontal-pod-autoscalers', prodOnly(`fewest and most pods, CPU of ${name}`, scalingOf(app), wanted)),
    ),
    list.cell(
      app,
      'Rollout',
      rollout,
      inProd('rollouts', prodOnly(`release of ${name}`, releaseOf(app), rollout === '-' ? 'rolling' : 'blue-green')),
    ),
  ];
}

/** Services, their size and scaling (architecture.md 3.1). */
export const section3Services: readonly Passage[] = [
  ...rows.flatMap(passagesOf),
  list.line(
    '총 Prod Pod 수: 20개 (최소) ~ 44개 (HPA max)',
    inProd('kustomization', prodOnly('fewest pods', podsTogether('min'), 20)),
    inProd('kustomization', deviates(prodOnly('most pods', podsTogether('max'), 44), 'C', 43)),
    prodOnly(
      'services',
      ofServices('number of services', () => services.length),
      9,
    ),
  ),
];
