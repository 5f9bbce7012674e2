import { serviceNamed } from '../../../services/registry.ts';
import { appOf, imageOf, secretOf } from '../app.ts';
import { core, type Manifest, podsOf } from '../manifest.ts';
import { containerSecurity, podSecurity, temporary } from '../pod-security.ts';

/** The payment provider that takes no money (services/payment/test-provider); a program of its own. */
export const testProvider = { name: 'payment-test-provider', port: 3013 } as const;
export const testProviderUrl = `http://${testProvider.name}:${testProvider.port}`;

const labels = { app: testProvider.name, tier: 'provider', 'app.kubernetes.io/part-of': 'urr' };

/** Only its own two of payment's secrets. */
const secret = (key: string) => ({
  name: key,
  valueFrom: { secretKeyRef: { name: secretOf('payment-service'), key } },
});

/** The provider and its address. Its webhooks come in through the gateway, like those of a real one. */
export const testProviderManifests = (): Manifest[] => [
  core('Service', testProvider.name, {
    spec: {
      selector: { app: testProvider.name },
      ports: [{ name: 'http', port: testProvider.port, targetPort: 'http' }],
    },
  }),
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: testProvider.name, labels },
    spec: {
      replicas: 1,
      selector: podsOf(testProvider.name),
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: podSecurity(),
          containers: [
            {
              name: testProvider.name,
              image: imageOf(testProvider.name),
              imagePullPolicy: 'IfNotPresent',
              ports: [{ name: 'http', containerPort: testProvider.port, protocol: 'TCP' }],
              env: [
                { name: 'NODE_ENV', value: 'development' },
                { name: 'HOST', value: '0.0.0.0' },
                { name: 'PORT', value: String(testProvider.port) },
                {
                  name: 'TEST_PROVIDER_WEBHOOK_URL',
                  value: `http://${appOf('gateway')}:${serviceNamed('gateway').port}/api/payments/webhooks/test`,
                },
                secret('TOSS_SECRET_KEY'),
                secret('WEBHOOK_SECRET'),
              ],
              resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { cpu: '250m', memory: '128Mi' } },
              readinessProbe: { tcpSocket: { port: 'http' }, periodSeconds: 5 },
              securityContext: containerSecurity,
              volumeMounts: [temporary.mount],
            },
          ],
          volumes: [temporary.volume],
        },
      },
    },
  },
];
