import { allServices, appOf } from './app.ts';
import { type Manifest, podsOf } from './manifest.ts';

/** What runs the pods of a service in prod: a Rollout where it is released blue-green (architecture.md 8.2). */
const runnerOf = (rollout: 'blue-green' | 'rolling') =>
  rollout === 'blue-green'
    ? { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }
    : { apiVersion: 'apps/v1', kind: 'Deployment' };

/** Scaling by CPU (architecture.md 3.1). The pods of a scaled service have no other number of theirs: two would fight. */
export const autoscalers = (): Manifest[] =>
  allServices.flatMap(({ name, scaling, rollout }) =>
    scaling === null
      ? []
      : [
          {
            apiVersion: 'autoscaling/v2',
            kind: 'HorizontalPodAutoscaler',
            metadata: { name: appOf(name) },
            spec: {
              scaleTargetRef: { ...runnerOf(rollout), name: appOf(name) },
              minReplicas: scaling.min,
              maxReplicas: scaling.max,
              metrics: [
                {
                  type: 'Resource',
                  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: scaling.cpuPercent } },
                },
              ],
            },
          },
        ],
  );

/** One pod stays while nodes are emptied (architecture.md 3.6); with a single pod that would hang the drain (ruling B12). */
export const disruptionBudgets = (): Manifest[] =>
  allServices
    .filter(({ name }) => name !== 'frontend')
    .map(({ name, replicas }) => ({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: appOf(name) },
      spec: { selector: podsOf(appOf(name)), ...(replicas === 1 ? { maxUnavailable: 1 } : { minAvailable: 1 }) },
    }));
