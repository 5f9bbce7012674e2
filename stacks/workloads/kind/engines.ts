import path from 'node:path';
import type { Manifest } from '../manifest.ts';
import { dataManifests } from './data-pod.ts';

/** Number of brokers (architecture.md 9). */
const BROKERS = 3;
const BROKER_NAMES = Array.from({ length: BROKERS }, (_none, index) => `kafka-${index}.kafka`);
/** Secret with the passwords of the owner and of the roles; `npm run k8s:secrets` makes it. */
const DATABASE_SECRET = 'database-secret';
const DATABASE_OWNER = 'urr_admin';
export const KAFKA_IMAGE = 'apache/kafka:3.8.1';
/** Where that image has Kafka. */
export const KAFKA_HOME = path.posix.join('/', 'opt', 'kafka');

const plain = (name: string, value: string) => ({ name, value });

/** One PostgreSQL pod for all five databases, in the documented version (architecture.md 5.1, 9). */
const postgres = (): Manifest[] =>
  dataManifests({
    name: 'postgres',
    image: 'postgres:16.4',
    port: 5432,
    env: [
      plain('POSTGRES_USER', DATABASE_OWNER),
      plain('PGDATA', '/var/lib/postgresql/data/pgdata'),
      { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: DATABASE_SECRET, key: 'POSTGRES_PASSWORD' } } },
    ],
    writable: ['/var/run/postgresql', '/tmp'],
    data: { path: '/var/lib/postgresql/data', size: '2Gi' },
    memory: { request: '256Mi', limit: '512Mi' },
    ready: { exec: { command: ['pg_isready', '--username', DATABASE_OWNER] } },
  });

/** Dragonfly speaks Redis' protocol (architecture.md 9). Locks and queues may not be evicted (ruling B21). */
const dragonfly = (): Manifest[] =>
  dataManifests({
    name: 'redis',
    image: 'docker.dragonflydb.io/dragonflydb/dragonfly:v1.21.2',
    port: 6379,
    args: [
      '--logtostderr',
      '--dir=/data',
      '--maxmemory=256mb',
      '--proactor_threads=1',
      // The scripts of the services build keys from their arguments.
      '--default_lua_flags=allow-undeclared-keys',
    ],
    writable: ['/data', '/tmp'],
    memory: { request: '256Mi', limit: '512Mi' },
  });

/** Three brokers that are their own controllers (KRaft), in the version that MSK runs (ruling A9). */
const kafka = (): Manifest[] =>
  dataManifests({
    name: 'kafka',
    image: KAFKA_IMAGE,
    port: 9092,
    otherPorts: { controller: 9093 },
    replicas: BROKERS,
    env: [
      {
        name: 'KAFKA_NODE_ID',
        valueFrom: { fieldRef: { fieldPath: "metadata.labels['apps.kubernetes.io/pod-index']" } },
      },
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      plain('CLUSTER_ID', 'dXJyLWtpbmQta2Fma2EtMQ'),
      plain('KAFKA_PROCESS_ROLES', 'broker,controller'),
      plain('KAFKA_CONTROLLER_QUORUM_VOTERS', BROKER_NAMES.map((name, index) => `${index}@${name}:9093`).join(',')),
      plain('KAFKA_CONTROLLER_LISTENER_NAMES', 'CONTROLLER'),
      plain('KAFKA_LISTENERS', 'PLAINTEXT://:9092,CONTROLLER://:9093'),
      plain('KAFKA_ADVERTISED_LISTENERS', 'PLAINTEXT://$(POD_NAME).kafka:9092'),
      plain('KAFKA_LISTENER_SECURITY_PROTOCOL_MAP', 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT'),
      plain('KAFKA_INTER_BROKER_LISTENER_NAME', 'PLAINTEXT'),
      plain('KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR', '3'),
      plain('KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR', '3'),
      plain('KAFKA_TRANSACTION_STATE_LOG_MIN_ISR', '2'),
      plain('KAFKA_AUTO_CREATE_TOPICS_ENABLE', 'false'),
      plain('KAFKA_LOG_DIRS', '/var/lib/kafka/data/logs'),
      plain('KAFKA_HEAP_OPTS', '-Xms256m -Xmx384m'),
    ],
    writable: [`${KAFKA_HOME}/config`, `${KAFKA_HOME}/logs`, '/tmp'],
    data: { path: '/var/lib/kafka/data', size: '2Gi' },
    memory: { request: '512Mi', limit: '768Mi' },
  });

/** Traces in memory (architecture.md 9). */
const zipkin = (): Manifest[] =>
  dataManifests({
    name: 'zipkin',
    image: 'openzipkin/zipkin-slim:3.4',
    port: 9411,
    tier: 'monitoring',
    env: [plain('STORAGE_TYPE', 'mem'), plain('JAVA_OPTS', '-Xms128m -Xmx256m')],
    writable: ['/tmp'],
    memory: { request: '192Mi', limit: '384Mi' },
    ready: { httpGet: { path: '/health', port: 'main' } },
  });

/** Everything that AWS runs elsewhere. */
export const engineManifests = (): Manifest[] => [...postgres(), ...dragonfly(), ...kafka(), ...zipkin()];

/** Where the services find the brokers. */
export const kindBrokers = BROKER_NAMES.map((name) => `${name}:9092`);
