import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1/index.js';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { parse } from 'yaml';
import { z } from 'zod';
import { grafanaModel } from './dashboard.ts';
import { dashboards } from './dashboards.ts';

const rules = z.object({ groups: z.array(z.looseObject({ name: z.string() })) });

/** The alerts of alerts.yaml, as the chart turns them into a PrometheusRule. */
export const alertRules = () => ({
  urr: rules.parse(parse(readFileSync(path.join(import.meta.dirname, 'alerts.yaml'), 'utf8'))),
});

/**
 * ConfigMaps that Grafana's side car finds by their label and shows in the folder URR. Not `extraManifests` of the chart: that
 * is a template, which would take the names of lines ({{service}}) for its own.
 */
export function showDashboards(scope: Construct, namespace: string, after: readonly ITerraformDependable[]): void {
  for (const dashboard of dashboards)
    new ConfigMapV1(scope, `dashboard-${dashboard.uid}`, {
      metadata: {
        name: `dashboard-${dashboard.uid}`,
        namespace,
        labels: { grafana_dashboard: '1' },
        annotations: { grafana_folder: 'URR' },
      },
      data: { [`${dashboard.uid}.json`]: JSON.stringify(grafanaModel(dashboard)) },
      dependsOn: [...after],
    });
}
