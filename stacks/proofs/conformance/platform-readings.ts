import { z } from 'zod';
import { at, listAt, resourcesOf } from '../stack-query.ts';
import type { Built, Reading } from './passage.ts';

/** Values that a chart of the platform stack is installed with; undefined where it is not installed. */
function valuesOf({ platform }: Built, chart: string): unknown {
  const [release] = resourcesOf(platform, 'helm_release', { chart });
  if (release === undefined) return undefined;
  const [text] = listAt(release, 'values');
  return JSON.parse(z.string().parse(text));
}

/** Whether a chart is installed. */
export const installs = (chart: string): Reading => ({
  from: `helm_release ${chart}`,
  of: (built) => valuesOf(built, chart) !== undefined,
});

const application = z.object({ applications: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** Something of the one application that Argo CD keeps. */
export const ofApplication = (path: string): Reading => ({
  from: `application of Argo CD, ${path}`,
  of: (built) => {
    const [only] = Object.values(application.parse(valuesOf(built, 'argocd-apps')).applications);
    return only === undefined ? undefined : at(only, path);
  },
});

/** Where Zipkin keeps traces: `mem` or `elasticsearch`. */
export const traceStorage: Reading = {
  from: 'kubernetes_deployment_v1 zipkin, STORAGE_TYPE',
  of: ({ platform }) => {
    const [zipkin] = resourcesOf(platform, 'kubernetes_deployment_v1', {});
    const found = JSON.stringify(zipkin).match(/"name":"STORAGE_TYPE","value":"(\w+)"/);
    return found?.[1];
  },
};
