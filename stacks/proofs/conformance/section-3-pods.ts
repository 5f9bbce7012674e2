import { at, isArguments } from '../stack-query.ts';
import { backends, inManifests, onEveryPod, workloadOf } from './manifest-readings.ts';
import { deviates, inSection, onceThere, type Passage, prodOnly, same } from './passage.ts';
import { budgets, keepOne } from './release-readings.ts';
import { written } from './service-readings.ts';

const safety = inSection('3.4');
const probes = inSection('3.5');
const budget = inSection('3.6');
const OPERATIONS = 'services/shared/http/service-app.ts';

const BUDGETS = 'k8s/spring/overlays/prod/pod-disruption-budgets.yaml';
const EIGHT = [
  'auth-service',
  'catalog-service',
  'community-service',
  'gateway-service',
  'payment-service',
  'queue-service',
  'stats-service',
  'ticket-service',
];

const PODS = 'k8s/spring/base/gateway-service.yaml';
/** Something that the pods of all nine services share, here and on kind. */
const onPods = (item: string, path: string, value: unknown) =>
  onceThere(8, PODS, same(item, onEveryPod(path), [value]));
const unsafe = inManifests('securityContext of every pod', (built) =>
  [...backends, 'frontend'].filter(
    (app) => !isArguments(at(workloadOf(built, app), 'spec.template.spec.securityContext')),
  ),
);
/** Something that the probes of the eight services behind the front end share. */
const probe = (item: string, path: string, value: unknown) =>
  onceThere(8, PODS, same(item, onEveryPod(`containers.${path}`, backends), [value]));

/** How pods are kept safe and well (architecture.md 3.4 to 3.6). */
export const section3Pods: readonly Passage[] = [
  safety.line('모든 서비스 공통:'),
  safety.line('securityContext:', onceThere(8, PODS, same('pods without a security context', unsafe, []))),
  safety.line('runAsNonRoot: true', onPods('runAsNonRoot', 'securityContext.runAsNonRoot', true)),
  safety.line('runAsUser: 1000', onPods('runAsUser', 'securityContext.runAsUser', 1000)),
  safety.line('fsGroup: 1000', onPods('fsGroup', 'securityContext.fsGroup', 1000)),
  safety.line('capabilities:'),
  safety.line('drop: [ALL]', onPods('capabilities dropped', 'containers.securityContext.capabilities.drop', ['ALL'])),

  probes.line('모든 Spring 서비스:'),
  probes.line(
    'startupProbe:      /actuator/health/liveness   (30회 × 5초 = 최대 150초 대기)',
    same('liveness path', written(OPERATIONS, /'\/actuator\/health\/liveness'/), true),
    probe('start-up probe, path', 'startupProbe.httpGet.path', '/actuator/health/liveness'),
    probe('start-up probe, tries', 'startupProbe.failureThreshold', 30),
    probe('start-up probe, seconds', 'startupProbe.periodSeconds', 5),
  ),
  probes.line(
    'readinessProbe:    /actuator/health/readiness   (10초 간격)',
    same('readiness path', written(OPERATIONS, /'\/actuator\/health\/readiness'/), true),
    probe('readiness probe, path', 'readinessProbe.httpGet.path', '/actuator/health/readiness'),
    probe('readiness probe, seconds', 'readinessProbe.periodSeconds', 10),
  ),
  probes.line(
    'livenessProbe:     /actuator/health/liveness    (20초 간격)',
    probe('liveness probe, path', 'livenessProbe.httpGet.path', '/actuator/health/liveness'),
    probe('liveness probe, seconds', 'livenessProbe.periodSeconds', 20),
  ),
  budget.line(
    '모든 8개 백엔드 서비스: minAvailable: 1',
    onceThere(8, BUDGETS, prodOnly('services with a budget', budgets, EIGHT)),
    onceThere(
      8,
      BUDGETS,
      deviates(
        prodOnly('services with minAvailable 1', keepOne, EIGHT),
        'B12',
        EIGHT.filter((app) => app !== 'catalog-service'),
      ),
    ),
  ),
];
