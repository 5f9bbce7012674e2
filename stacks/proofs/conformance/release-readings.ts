import { at, inOrder } from '../stack-query.ts';
import {
  allApps,
  backends,
  inManifests,
  nameOf,
  objectsOf,
  podsOf,
  scalerOf,
  shortName,
  theObject,
  workloadOf,
} from './manifest-readings.ts';
import type { Built, Reading } from './passage.ts';
import type { Manifest, Overlay } from './read-overlay.ts';

/** How a service is released: `blue-green` by a Rollout, `rolling` by a Deployment. */
export const releaseOf = (app: string): Reading =>
  inManifests(`release of ${app}`, (built) => {
    const { kind, ...rest } = workloadOf(built, app);
    if (kind === 'Deployment') return at(rest, 'spec.strategy.type') === 'RollingUpdate' ? 'rolling' : 'another';
    return at(rest, 'spec.strategy.blueGreen') === undefined ? 'another' : 'blue-green';
  });

/** Fewest and most pods and the share of CPU that is aimed at, or `none`. */
export const scalingOf = (app: string): Reading =>
  inManifests(`scaling of ${app}`, (built) => {
    const scaler = scalerOf(built, app);
    if (scaler === undefined) return 'none';
    const [name, type, share] = ['name', 'target.type', 'target.averageUtilization'].map((path) =>
      at(scaler, `spec.metrics.resource.${path}`),
    );
    if (name !== 'cpu' || type !== 'Utilization') return `by ${String(name)}, ${String(type)}`;
    return [at(scaler, 'spec.minReplicas'), at(scaler, 'spec.maxReplicas'), share];
  });

/** Services with a scaling that aims at this share of CPU. */
export const scaledAt = (share: number): Reading =>
  inManifests(`scaled at ${share} %`, (built) =>
    allApps
      .filter((app) => {
        const scaling = scalingOf(app).of(built);
        return Array.isArray(scaling) && scaling[2] === share;
      })
      .map(shortName),
  );

/** Fewest or most pods of all nine services. */
export const podsTogether = (end: 'min' | 'max', overlay?: Overlay): Reading =>
  inManifests(`${end} pods of all services`, (built) =>
    allApps.reduce((sum, app) => sum + podsOf(built, app, end, overlay), 0),
  );

/** How many pods a service has, each number once. */
export const podsEach = (overlay?: Overlay): Reading =>
  inManifests('pods of each service', (built) =>
    [...new Set(allApps.map((app) => podsOf(built, app, 'min', overlay)))].sort(inOrder),
  );

/** Services with a PodDisruptionBudget for their own pods. */
export const budgets: Reading = inManifests('PodDisruptionBudgets', (built) =>
  objectsOf(built, 'PodDisruptionBudget')
    .map((each) => String(at(each, 'spec.selector.matchLabels.app')))
    .sort(inOrder),
);

/** Services whose budget is `minAvailable: 1`. */
export const keepOne: Reading = inManifests('PodDisruptionBudgets, minAvailable 1', (built) =>
  backends.filter((app) =>
    objectsOf(built, 'PodDisruptionBudget').some(
      (each) => at(each, 'spec.selector.matchLabels.app') === app && at(each, 'spec.minAvailable') === 1,
    ),
  ),
);

/** Services that a Rollout runs. */
export const rollouts: Reading = inManifests('Rollouts', (built) =>
  objectsOf(built, 'Rollout').map((each) => shortName(nameOf(each))),
);

/** What stands below `blueGreen` of every Rollout, each value once. */
export const blueGreen = (path: string): Reading =>
  inManifests(`blueGreen.${path} of the Rollouts`, (built) => [
    ...new Set(objectsOf(built, 'Rollout').map((each) => at(each, `spec.strategy.blueGreen.${path}`))),
  ]);

/** Services whose Rollout moves the traffic of a Service, the active or the preview one, that stands in front of its pods. */
export const servedBy = (which: 'activeService' | 'previewService'): Reading =>
  inManifests(`${which} of the Rollouts`, (built) =>
    objectsOf(built, 'Rollout')
      .filter((each) => {
        const service = theObject(built, ['Service'], String(at(each, `spec.strategy.blueGreen.${which}`)));
        return at(service, 'spec.selector.app') === at(each, 'spec.template.metadata.labels.app');
      })
      .map((each) => shortName(nameOf(each))),
  );

/** Port of a Service. */
export const servicePort = (name: string): Reading =>
  inManifests(`port of ${name}`, (built) => at(theObject(built, ['Service'], name), 'spec.ports.port'));

const analysisOf = (built: Built, rollout: Manifest): Manifest =>
  theObject(
    built,
    ['AnalysisTemplate'],
    String(at(rollout, 'spec.strategy.blueGreen.prePromotionAnalysis.templates.templateName')),
  );

/** What the analysis before promotion says about its metric, for every Rollout, each value once. */
export const analysed = (path: string): Reading =>
  inManifests(`analysis before promotion, ${path}`, (built) => [
    ...new Set(objectsOf(built, 'Rollout').map((each) => at(analysisOf(built, each), `spec.metrics.${path}`))),
  ]);

/** Paths that the analyses ask, of the preview Service of their own Rollout. */
export const analysedPaths: Reading = inManifests('analysis before promotion, path', (built) => [
  ...new Set(
    objectsOf(built, 'Rollout').map((each) => {
      const preview = String(at(each, 'spec.strategy.blueGreen.previewService'));
      const asked = JSON.stringify(at(each, 'spec.strategy.blueGreen.prePromotionAnalysis.args'));
      if (!asked.includes(`"${preview}"`)) return `not of ${preview}`;
      return String(at(analysisOf(built, each), 'spec.metrics.provider.web.url')).replace(/^http:\/\/[^/]+/, '');
    }),
  ),
]);

/** Services whose Rollout is stopped before promotion when every answer is wrong: Argo Rollouts then keeps the old pods. */
export const stoppedByFailure: Reading = inManifests('failureLimit of the analysis', (built) =>
  objectsOf(built, 'Rollout')
    .filter((each) => {
      const analysis = analysisOf(built, each);
      return Number(at(analysis, 'spec.metrics.failureLimit') ?? 0) < Number(at(analysis, 'spec.metrics.count'));
    })
    .map((each) => shortName(nameOf(each))),
);
