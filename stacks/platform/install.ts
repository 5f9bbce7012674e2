import { Release } from '@cdktf/provider-helm/lib/release/index.js';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { Chart } from './charts.ts';

interface Installation {
  readonly chart: Chart;
  readonly namespace: string;
  /** What differs from the chart's own values. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly after?: readonly ITerraformDependable[];
}

/** Seconds that a chart may take until its pods are ready; images are fetched and volumes made the first time. */
const TIMEOUT_SECONDS = 600;

/** Installs a chart, waits until it runs, and goes back to what was there when it does not. */
export function install(scope: Construct, id: string, { chart, namespace, values, after = [] }: Installation): Release {
  return new Release(scope, id, {
    name: id,
    ...chart,
    namespace,
    createNamespace: namespace !== 'kube-system',
    values: [JSON.stringify(values)],
    atomic: true,
    wait: true,
    timeout: TIMEOUT_SECONDS,
    dependsOn: [...after],
  });
}

/** Where a pod of the platform takes its AWS role from (IRSA). */
export const serviceAccountWith = (name: string, roleArn: string) => ({
  create: true,
  name,
  annotations: { 'eks.amazonaws.com/role-arn': roleArn },
});
