import { dlqOf, topicNames, topicSettings } from '../../../services/shared/events/topics.ts';
import { imageOf } from '../app.ts';
import type { Manifest } from '../manifest.ts';
import { containerSecurity, podSecurity, temporary } from '../pod-security.ts';
import { KAFKA_HOME, KAFKA_IMAGE, kindBrokers } from './engines.ts';

/** The image of prisma/: databases, migrations, roles. */
const DATABASE_IMAGE = imageOf('database-setup');

const container = (name: string, image: string, rest: Readonly<Record<string, unknown>>) => ({
  name,
  image,
  imagePullPolicy: 'IfNotPresent',
  resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { cpu: '1', memory: '512Mi' } },
  securityContext: containerSecurity,
  volumeMounts: [temporary.mount],
  ...rest,
});

/** Runs once; tries again until the engine that it waits for is there. */
function job(name: string, containers: Readonly<Record<string, unknown>>): Manifest {
  const labels = { app: name, tier: 'setup', 'app.kubernetes.io/part-of': 'urr' };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels },
    spec: {
      backoffLimit: 20,
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          restartPolicy: 'OnFailure',
          securityContext: podSecurity(),
          ...containers,
          volumes: [temporary.volume],
        },
      },
    },
  };
}

/** The five databases and their tables first, then the roles, which may see only what is there (ruling E14). */
function databaseSetup(): Manifest {
  const envFrom = [{ secretRef: { name: 'database-setup-secret' } }];
  const script = (file: string) => ({ command: ['node', '--import=tsx', `prisma/${file}`], envFrom });
  return job('database-setup', {
    initContainers: [container('migrations', DATABASE_IMAGE, script('migrate.ts'))],
    containers: [container('roles', DATABASE_IMAGE, script('roles.ts'))],
  });
}

/** The documented topics and their dead letter topics; with three brokers one may be away (ruling B13). */
function topicSetup(): Manifest {
  const names = topicNames.flatMap((topic) => [topic, dlqOf(topic)]);
  const create = [
    `${KAFKA_HOME}/bin/kafka-topics.sh`,
    `--bootstrap-server ${kindBrokers.join(',')}`,
    '--create --if-not-exists --topic "$topic"',
    `--partitions ${topicSettings.partitions}`,
    `--replication-factor ${kindBrokers.length}`,
    `--config min.insync.replicas=${topicSettings.minInSyncReplicas}`,
    `--config retention.ms=${topicSettings.retentionHours * 3_600_000}`,
  ].join(' ');
  return job('topic-setup', {
    containers: [
      container('topics', KAFKA_IMAGE, {
        command: ['/bin/bash', '-ec', `for topic in ${names.join(' ')}; do ${create}; done`],
        env: [{ name: 'LOG_DIR', value: '/tmp' }],
      }),
    ],
  });
}

/** What the functions of stacks/support/data-setup do in AWS. */
export const setupJobs = (): Manifest[] => [databaseSetup(), topicSetup()];
