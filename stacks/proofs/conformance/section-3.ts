import { type ServiceName, services } from '../../../services/registry.ts';
import { deviates, inSection, type Passage, prodOnly, same, type Value } from './passage.ts';
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

function passagesOf({ name, port, replicas, resources: [cpu, memory], scaling, rollout }: Row): Passage[] {
  const title = name === 'frontend' ? name : `${name}-service`;
  const [request, limit] = cpu.split(' / ');
  const [least, most] = memory.split(' / ');
  const [, min, max, share] = /^(\d+)~(\d+) \((\d+)%\)$/.exec(scaling) ?? [];
  const scaled: Value[] =
    min === undefined
      ? [
          same(
            `no scaling of ${name}`,
            ofService(name, 'scaling', (service) => service.scaling),
            null,
          ),
        ]
      : [
          prodOnly(
            `fewest pods of ${name}`,
            ofService(name, 'scaling', ({ scaling: of }) => of?.min),
            Number(min),
          ),
          prodOnly(
            `most pods of ${name}`,
            ofService(name, 'scaling', ({ scaling: of }) => of?.max),
            Number(max),
          ),
          prodOnly(
            `CPU share of ${name}`,
            ofService(name, 'scaling', ({ scaling: of }) => of?.cpuPercent),
            Number(share),
          ),
        ];
  const release = rollout === '-' ? 'rolling' : 'blue-green';
  return [
    list.cell(
      title,
      '포트',
      port,
      same(
        `port of ${name}`,
        ofService(name, 'port', (service) => service.port),
        Number(port),
      ),
    ),
    list.cell(
      title,
      'Prod 레플리카',
      replicas,
      prodOnly(
        `pods of ${name}`,
        ofService(name, 'replicas', (service) => service.replicas),
        Number(replicas),
      ),
    ),
    list.cell(
      title,
      'CPU Req/Limit',
      cpu,
      same(
        `CPU request of ${name}`,
        ofService(name, 'CPU', ({ resources: of }) => of.cpu.request),
        request,
      ),
      same(
        `CPU limit of ${name}`,
        ofService(name, 'CPU', ({ resources: of }) => of.cpu.limit),
        limit,
      ),
    ),
    list.cell(
      title,
      'Mem Req/Limit',
      memory,
      same(
        `memory request of ${name}`,
        ofService(name, 'memory', ({ resources: of }) => of.memory.request),
        least,
      ),
      same(
        `memory limit of ${name}`,
        ofService(name, 'memory', ({ resources: of }) => of.memory.limit),
        most,
      ),
    ),
    list.cell(title, 'HPA', scaling, ...scaled),
    list.cell(
      title,
      'Rollout',
      rollout,
      prodOnly(
        `release of ${name}`,
        ofService(name, 'rollout', (service) => service.rollout),
        release,
      ),
    ),
  ];
}

const fewest = ofServices('fewest pods', (all) =>
  all.reduce((sum, { scaling, replicas }) => sum + (scaling?.min ?? replicas), 0),
);
const most = ofServices('most pods', (all) =>
  all.reduce((sum, { scaling, replicas }) => sum + (scaling?.max ?? replicas), 0),
);

/** Services, their size and scaling (architecture.md 3.1). */
export const section3Services: readonly Passage[] = [
  ...rows.flatMap(passagesOf),
  list.line(
    '총 Prod Pod 수: 20개 (최소) ~ 44개 (HPA max)',
    prodOnly('fewest pods', fewest, 20),
    deviates(prodOnly('most pods', most, 44), 'C', 43),
    prodOnly(
      'services',
      ofServices('number of services', () => services.length),
      9,
    ),
  ),
];
