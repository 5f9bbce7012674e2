import { serviceNamed } from '../../services/registry.ts';
import type { Addresses } from './addresses.ts';
import { appOf } from './app.ts';
import type { Manifest } from './manifest.ts';

/**
 * Enters the pods into the target groups that Terraform owns (rulings B17, D1). `networking` is left out: the security groups
 * are Terraform's, and the controller's role may not change them.
 */
export const targetGroupBindings = ({ targetGroups }: Addresses): Manifest[] =>
  (['gateway', 'frontend'] as const).map((name) => ({
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'TargetGroupBinding',
    metadata: { name: appOf(name) },
    spec: {
      targetType: 'ip',
      targetGroupARN: targetGroups[name],
      serviceRef: { name: appOf(name), port: serviceNamed(name).port },
    },
  }));
